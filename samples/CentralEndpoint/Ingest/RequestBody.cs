using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.Net.Http.Headers;

namespace CentralEndpoint.Ingest;

/// <summary>Reads the body of a request of one kind, never more of it than that kind may hold.</summary>
internal sealed class RequestBody
{
    public static readonly RequestBody Batch = new("application/cloudevents-batch+json", Problems.TooLarge);

    public static readonly RequestBody Heartbeat = new("application/json", Problems.HeartbeatTooLarge);

    private readonly string _mediaType;
    private readonly Problem _tooLarge;

    private RequestBody(string mediaType, Problem tooLarge)
    {
        _mediaType = mediaType;
        _tooLarge = tooLarge;
    }

    public async Task<BodyBuffer> ReadAsync(HttpRequest request)
    {
        try
        {
            return await ReadCheckedAsync(request);
        }
        // The server has more than one exception for what did not arrive as HTTP demands: a chunk size beyond 31 bits has this one.
        catch (IOException fault) when (fault is not BadHttpRequestException)
        {
            throw new ProblemException(Problems.BrokenTransfer);
        }
    }

    private async Task<BodyBuffer> ReadCheckedAsync(HttpRequest request)
    {
        if (!IsExpected(request.ContentType))
        {
            throw new ProblemException(Problems.Unsupported(_mediaType));
        }

        var encoding = request.Headers.ContentEncoding;
        if (encoding.Count == 0)
        {
            return await ReadAsync(request.Body, request.HttpContext.RequestAborted);
        }

        if (encoding is not [{ } coding] || !coding.Equals("gzip", StringComparison.OrdinalIgnoreCase))
        {
            throw new ProblemException(Problems.UnsupportedEncoding);
        }

        return await InflateAsync(request);
    }

    private bool IsExpected(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals(_mediaType, StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private async Task<BodyBuffer> InflateAsync(HttpRequest request)
    {
        var cancellationToken = request.HttpContext.RequestAborted;
        using var compressed = new MemoryStream();
        await request.Body.CopyToAsync(compressed, cancellationToken);
        compressed.Position = 0;
        try
        {
            await using var inflated = new GZipStream(compressed, CompressionMode.Decompress, leaveOpen: true);
            var body = await ReadAsync(inflated, cancellationToken);
            if (EndsWithLength(compressed, body.Memory.Length))
            {
                return body;
            }

            body.Dispose();
            throw new ProblemException(Problems.BrokenCompression);
        }
        catch (InvalidDataException)
        {
            throw new ProblemException(Problems.BrokenCompression);
        }
    }

    // The stream takes a truncated body for a shorter one. A whole one ends with the length of its content (RFC 1952, 2.3.1).
    private static bool EndsWithLength(MemoryStream compressed, int length)
    {
        var bytes = compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
        return bytes.Length > sizeof(uint) && BinaryPrimitives.ReadUInt32LittleEndian(bytes[^sizeof(uint)..]) == length;
    }

    private async Task<BodyBuffer> ReadAsync(Stream stream, CancellationToken cancellationToken) =>
        await BodyBuffer.ReadAsync(stream, _tooLarge.MaxBytes!.Value, cancellationToken)
        ?? throw new ProblemException(_tooLarge);
}
