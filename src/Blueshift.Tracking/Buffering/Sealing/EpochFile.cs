using System.Buffers.Binary;
using System.Text;

namespace Blueshift.Tracking.Buffering.Sealing;

/// <summary>Is the form in which an epoch's wrapped key lies on disk: docs/journal-format.md, "Keys".</summary>
internal static class EpochFile
{
    /// <summary>Is more than any file of this form has; nothing beyond it is read.</summary>
    public const int MaxLength =
        HeaderLength + WrappedJournalKey.MaxKeyIdLength + WrappedJournalKey.MaxBytes + Crc32C.Length;

    private const ushort Version = 1;
    private const int HeaderLength = 40;

    // The end of the year 9999.
    private const long LastMillisecond = 253_402_300_799_999;

    private static ReadOnlySpan<byte> Magic => "BSTEPOCH"u8;

    public static byte[] Write(Guid epochId, DateTimeOffset made, WrappedJournalKey key)
    {
        var file = new byte[HeaderLength + key.KeyId.Length + key.Bytes.Length + Crc32C.Length];
        Magic.CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(10), (ushort)key.KeyId.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(12), key.Bytes.Length);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(16), made.ToUnixTimeMilliseconds());
        epochId.TryWriteBytes(file.AsSpan(24), bigEndian: true, out _);
        Encoding.ASCII.GetBytes(key.KeyId, file.AsSpan(HeaderLength));
        key.Bytes.Span.CopyTo(file.AsSpan(HeaderLength + key.KeyId.Length));
        Crc32C.Close(file);
        return file;
    }

    /// <summary>Reads a file.</summary>
    /// <returns><see langword="null"/> when it is none of this form and version, of another epoch, or damaged.</returns>
    public static WrappedJournalKey? TryRead(ReadOnlySpan<byte> file, Guid epochId, out DateTimeOffset made)
    {
        made = default;
        if (
            file.Length < HeaderLength + Crc32C.Length
            || !Crc32C.Fits(file)
            || !file.StartsWith(Magic)
            || BinaryPrimitives.ReadUInt16LittleEndian(file[8..]) != Version
            || new Guid(file.Slice(24, 16), bigEndian: true) != epochId
        )
        {
            return null;
        }
        var idLength = BinaryPrimitives.ReadUInt16LittleEndian(file[10..]);
        var keyLength = BinaryPrimitives.ReadInt32LittleEndian(file[12..]);
        if (
            idLength is 0 or > WrappedJournalKey.MaxKeyIdLength
            || keyLength is <= 0 or > WrappedJournalKey.MaxBytes
            || file.Length != HeaderLength + idLength + keyLength + Crc32C.Length
        )
        {
            return null;
        }
        var milliseconds = BinaryPrimitives.ReadInt64LittleEndian(file[16..]);
        if (
            milliseconds is < 0 or > LastMillisecond
            || file.Slice(HeaderLength, idLength).ContainsAnyExceptInRange((byte)'!', (byte)'~')
        )
        {
            return null;
        }
        made = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return new WrappedJournalKey(
            Encoding.ASCII.GetString(file.Slice(HeaderLength, idLength)),
            file.Slice(HeaderLength + idLength, keyLength).ToArray()
        );
    }
}
