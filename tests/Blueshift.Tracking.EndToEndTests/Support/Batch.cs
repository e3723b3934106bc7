using System.IO.Compression;
using System.Text.Json;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Reads the body of a request.</summary>
internal static class Batch
{
    public static async Task<JsonDocument> ReadAsync(HttpRequest request)
    {
        var isCompressed = request.Headers.ContentEncoding == "gzip";
        await using var body = isCompressed ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        return await JsonDocument.ParseAsync(body);
    }
}
