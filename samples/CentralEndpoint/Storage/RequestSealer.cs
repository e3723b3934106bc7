using System.Globalization;
using System.Security.Cryptography;

namespace CentralEndpoint.Storage;

/// <summary>
/// Seals what came with a request under a key derived from the master key: see <see cref="SealedBox"/>. The number of the request is
/// authenticated with it, so that a box moved to another request does not open.
/// </summary>
internal sealed class RequestSealer(MasterKey key)
{
    private readonly SealedBox _box = new(key.Derive("request", MasterKey.Length));

    public byte[] Seal(long number, RequestContent content) =>
        _box.Seal(Place(number), content.Name, content.Email, content.Phone, content.Text);

    /// <exception cref="CryptographicException">The box was changed, moved or sealed under another key.</exception>
    public RequestContent Open(long number, ReadOnlySpan<byte> box)
    {
        var members = _box.Open(Place(number), box);
        return new RequestContent(members[0]!, members[1]!, members[2], members[3]!);
    }

    private static string Place(long number) => string.Create(CultureInfo.InvariantCulture, $"request-1\0{number}");
}
