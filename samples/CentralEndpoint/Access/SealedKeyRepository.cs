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
    private readonly SealedBox _box = new(store.Key.Derive("data-protection", MasterKey.Length));

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = store.CreateContext();
        return
        [
            .. db
                .ProtectionKeys.AsNoTracking()
                .AsEnumerable()
                .Select(row => XElement.Parse(_box.Open(Place(row.Id), row.Box)[0]!)),
        ];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        var id = Guid.NewGuid().ToString("D");
        using var db = store.CreateContext();
        db.Add(
            new ProtectionKeyRow
            {
                Id = id,
                Box = _box.Seal(Place(id), element.ToString(SaveOptions.DisableFormatting)),
            }
        );
        db.SaveChanges();
    }

    private static string Place(string id) => $"protection-key-1\0{id}";
}
