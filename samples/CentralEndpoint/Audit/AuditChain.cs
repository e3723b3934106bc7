using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Audit;

/// <summary>
/// Computes the links of the chain: HMAC-SHA-256, under a key derived from the master key, over the link before and every member of
/// an entry, each after its length. Whoever has the database and not the master key can change no entry unnoticed.
/// </summary>
internal sealed class AuditChain(MasterKey key)
{
    private const int HashLength = 32;
    private readonly byte[] _key = key.Derive("audit", MasterKey.Length);

    /// <summary>Gets what stands before the first entry.</summary>
    public static byte[] Beginning => new byte[HashLength];

    /// <summary>Gives the hash that an entry must have.</summary>
    public byte[] Hash(AuditEntryRow entry)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        Append(hmac, entry.Previous);
        Append(hmac, entry.Number);
        Append(hmac, entry.Time);
        Append(hmac, entry.Actor);
        Append(hmac, entry.Roles);
        Append(hmac, entry.Action);
        Append(hmac, entry.Target);
        Append(hmac, entry.Count);
        Append(hmac, entry.Purpose);
        Append(hmac, entry.Reference);
        Append(hmac, entry.Request ?? -1);
        return hmac.GetHashAndReset();
    }

    /// <summary>Gives what seals the place at which a shortened chain begins.</summary>
    public byte[] Seal(long number, ReadOnlySpan<byte> hash)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        Append(hmac, "start");
        Append(hmac, number);
        Append(hmac, hash);
        return hmac.GetHashAndReset();
    }

    private static void Append(IncrementalHash hmac, string? text)
    {
        // An absent one is told from an empty one.
        Append(hmac, text is null ? 0 : 1);
        Append(hmac, Encoding.UTF8.GetBytes(text ?? ""));
    }

    private static void Append(IncrementalHash hmac, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hmac.AppendData(bytes);
    }

    private static void Append(IncrementalHash hmac, ReadOnlySpan<byte> bytes)
    {
        Append(hmac, bytes.Length);
        hmac.AppendData(bytes);
    }
}
