using System.Security.Cryptography;

namespace Blueshift.Tracking.Buffering.Sealing;

/// <summary>Is the data key of one epoch, in memory only. Disposing it overwrites it.</summary>
internal sealed class DataKey(Guid epochId, byte[] key, DateTimeOffset made) : IDisposable
{
    public const int Length = 32;

    public Guid EpochId { get; } = epochId;

    public DateTimeOffset Made { get; } = made;

    public ReadOnlySpan<byte> Bytes => key;

    public void Dispose() => CryptographicOperations.ZeroMemory(key);
}
