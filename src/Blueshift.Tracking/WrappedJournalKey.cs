namespace Blueshift.Tracking;

/// <summary>Is a data key of the journal as it lies on disk: wrapped under a key-encryption key.</summary>
public sealed class WrappedJournalKey
{
    internal const int MaxKeyIdLength = 64;
    internal const int MaxBytes = 2048;

    /// <summary>Initializes a wrapped key.</summary>
    /// <param name="keyId">The id of the key-encryption key, 1 to 64 printable ASCII characters. It is stored in clear and may be logged.</param>
    /// <param name="bytes">The wrapped key, 1 to 2,048 bytes.</param>
    /// <exception cref="ArgumentException">The id or the bytes are outside these limits.</exception>
    public WrappedJournalKey(string keyId, ReadOnlyMemory<byte> bytes)
    {
        ArgumentNullException.ThrowIfNull(keyId);
        if (keyId.Length is 0 or > MaxKeyIdLength || keyId.Any(character => character is < '!' or > '~'))
        {
            throw new ArgumentException(
                $"A key id has 1 to {MaxKeyIdLength} printable ASCII characters without a space.",
                nameof(keyId)
            );
        }
        if (bytes.Length is 0 or > MaxBytes)
        {
            throw new ArgumentException($"A wrapped key has 1 to {MaxBytes} bytes, not {bytes.Length}.", nameof(bytes));
        }
        KeyId = keyId;
        Bytes = bytes;
    }

    /// <summary>Gets the id of the key-encryption key that opens it.</summary>
    public string KeyId { get; }

    /// <summary>Gets the wrapped key.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }
}
