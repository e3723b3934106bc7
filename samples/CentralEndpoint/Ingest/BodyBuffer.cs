using System.Buffers;

namespace CentralEndpoint.Ingest;

/// <summary>A body in memory that requests share in turns. It is wiped as it is given back: people are in it.</summary>
internal sealed class BodyBuffer : IDisposable
{
    private readonly byte[] _bytes;

    private BodyBuffer(byte[] bytes, int length)
    {
        _bytes = bytes;
        Memory = bytes.AsMemory(0, length);
    }

    public ReadOnlyMemory<byte> Memory { get; }

    /// <returns><see langword="null"/> where the stream holds more than is allowed; it is not read further then.</returns>
    public static async Task<BodyBuffer?> ReadAsync(Stream stream, int maxBytes, CancellationToken cancellationToken)
    {
        // One byte more than allowed is enough to know that there is too much.
        var bytes = ArrayPool<byte>.Shared.Rent(maxBytes + 1);
        try
        {
            var length = await stream.ReadAtLeastAsync(
                bytes.AsMemory(0, maxBytes + 1),
                maxBytes + 1,
                throwOnEndOfStream: false,
                cancellationToken
            );
            if (length <= maxBytes)
            {
                return new BodyBuffer(bytes, length);
            }
        }
        catch
        {
            Return(bytes);
            throw;
        }

        Return(bytes);
        return null;
    }

    public void Dispose() => Return(_bytes);

    private static void Return(byte[] bytes) => ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
}
