using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using CentralEndpoint.Storage;

namespace CentralEndpoint.PublicPages;

/// <summary>Ties what is posted to a form that was given out here: the time of that, signed. It needs no cookie.</summary>
internal sealed class ContactTokens(MasterKey key, TimeProvider clock)
{
    /// <summary>Is the name of its field.</summary>
    public const string Field = "form-time";

    /// <summary>Nobody fills a form in faster.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(3);

    /// <summary>A form is good for so long.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromHours(2);

    private readonly byte[] _key = key.Derive("contact-form", MasterKey.Length);

    public string Make()
    {
        Span<byte> token = stackalloc byte[sizeof(long) + HMACSHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(token, clock.GetUtcNow().ToUnixTimeMilliseconds());
        HMACSHA256.HashData(_key, token[..sizeof(long)], token[sizeof(long)..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Says what is wrong with a token, in words for whoever sent the form; <see langword="null"/> where nothing is.</summary>
    public string? Judge(string token)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long) + HMACSHA256.HashSizeInBytes];
        if (
            !Base64Url.IsValid(token, out var length)
            || length != bytes.Length
            || Base64Url.DecodeFromChars(token, bytes) != bytes.Length
            || !CryptographicOperations.FixedTimeEquals(
                HMACSHA256.HashData(_key, bytes[..sizeof(long)]),
                bytes[sizeof(long)..]
            )
        )
        {
            return "The form was not the one of this page. Look through it and send it once more.";
        }

        var age =
            clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes));
        return age < Least ? "That was faster than anybody writes. Wait a few seconds and send it once more."
            : age > Most ? "The page was open for more than two hours. Look through it and send it once more."
            : null;
    }
}
