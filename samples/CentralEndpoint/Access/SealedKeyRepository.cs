using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using CentralEndpoint.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Access;

/// <summary>
/// Keeps the keys of ASP.NET Core's data protection in the database, sealed under the master key: every endpoint over it reads the
/// cookies of the others, and whoever has the database alone can make none.
/// </summary>
internal sealed class SealedKeyRepository(EndpointStore store) : IXmlRepository
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] _key = store.Key.Derive("data-protection", MasterKey.Length);

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = store.CreateContext();
        return [.. db.ProtectionKeys.AsNoTracking().AsEnumerable().Select(row => XElement.Parse(Open(row)))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var id = Guid.NewGuid().ToString("D");
        using var db = store.CreateContext();
        db.Add(new ProtectionKeyRow { Id = id, Box = Seal(id, element.ToString(SaveOptions.DisableFormatting)) });
        db.SaveChanges();
    }

    private byte[] Seal(string id, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(_key, TagLength);
        cipher.Encrypt(
            box.AsSpan(0, NonceLength),
            plain,
            box.AsSpan(NonceLength, plain.Length),
            box.AsSpan(^TagLength..),
            Encoding.ASCII.GetBytes(id)
        );
        return box;
    }

    private string Open(ProtectionKeyRow row)
    {
        var plain = new byte[row.Box.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(_key, TagLength);
        cipher.Decrypt(
            row.Box.AsSpan(0, NonceLength),
            row.Box.AsSpan(NonceLength, plain.Length),
            row.Box.AsSpan(^TagLength..),
            plain,
            Encoding.ASCII.GetBytes(row.Id)
        );
        return Encoding.UTF8.GetString(plain);
    }
}
