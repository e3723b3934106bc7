using System.Buffers.Binary;
using System.IO.Compression;

namespace Blueshift.Tracking.Testing.AspNetCore.Reading;

/// <summary>Takes the compression off a body, never more of it than is allowed.</summary>
internal static class BodyDecoder
{
    /// <exception cref="ProblemException">The encoding is unknown, the gzip is broken, or there is too much of it.</exception>
    public static ReadOnlyMemory<byte> Decode(
        ReadOnlyMemory<byte> wire,
        string? encoding,
        int maxBytes,
        Problem tooLarge
    )
    {
        if (string.IsNullOrEmpty(encoding))
        {
            return wire.Length <= maxBytes ? wire : throw new ProblemException(tooLarge);
        }
        if (!encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase))
        {
            throw new ProblemException(Problem.UnsupportedEncoding);
        }
        var content = Inflate(wire, maxBytes);
        if (content.Length > maxBytes)
        {
            throw new ProblemException(tooLarge);
        }
        // A cut stream reads like a shorter one. A whole one ends with its length (RFC 1952, 2.3.1).
        return
            wire.Length > sizeof(uint)
            && BinaryPrimitives.ReadUInt32LittleEndian(wire.Span[^sizeof(uint)..]) == content.Length
            ? content
            : throw new ProblemException(Problem.Malformed("The body is not valid gzip."));
    }

    private static ReadOnlyMemory<byte> Inflate(ReadOnlyMemory<byte> wire, int maxBytes)
    {
        using var compressed = new MemoryStream(wire.ToArray(), writable: false);
        using var gzip = new GZipStream(compressed, CompressionMode.Decompress);
        try
        {
            var buffer = new byte[maxBytes + 1];
            var length = gzip.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return buffer.AsMemory(0, length);
        }
        catch (InvalidDataException)
        {
            throw new ProblemException(Problem.Malformed("The body is not valid gzip."));
        }
    }
}
