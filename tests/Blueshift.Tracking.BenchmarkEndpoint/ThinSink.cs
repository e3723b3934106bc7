using System.Buffers;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Blueshift.Tracking.BenchmarkEndpoint;

/// <summary>Takes bodies of one kind as thinly as can be: it inflates them, finds what stands once in each event, and answers.</summary>
internal sealed class ThinSink(Taken taken, string mark)
{
    private const int IdLength = 36;

    private readonly byte[] _mark = Encoding.UTF8.GetBytes(mark);

    /// <summary>Counts, and answers what a peer's endpoint does.</summary>
    public async Task CountAsync(HttpContext context)
    {
        var body = await ReadAsync(context.Request);
        taken.Add(Count(body.WrittenSpan));
        context.Response.ContentType = context.Request.ContentType;
    }

    /// <summary>Counts, and answers what the contract asks for: each mark is followed by an id.</summary>
    public async Task AcceptAsync(HttpContext context)
    {
        var body = await ReadAsync(context.Request);
        taken.Add(Count(body.WrittenSpan));
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(Verdicts(body.WrittenSpan));
    }

    private static async Task<ArrayBufferWriter<byte>> ReadAsync(HttpRequest request)
    {
        var body = new ArrayBufferWriter<byte>(256 * 1024);
        var isZipped = request.Headers.ContentEncoding == "gzip";
        await using var plain = isZipped ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        int read;
        while ((read = await plain.ReadAsync(body.GetMemory(64 * 1024))) > 0)
        {
            body.Advance(read);
        }
        return body;
    }

    private int Count(ReadOnlySpan<byte> body) => body.Count(_mark);

    private ReadOnlyMemory<byte> Verdicts(ReadOnlySpan<byte> body)
    {
        var answer = new ArrayBufferWriter<byte>(64 * 1024);
        answer.Write("{\"results\":["u8);
        var isFirst = true;
        for (var at = body.IndexOf(_mark); at >= 0; at = body.IndexOf(_mark))
        {
            body = body[(at + _mark.Length)..];
            answer.Write(isFirst ? "{\"id\":\""u8 : ",{\"id\":\""u8);
            answer.Write(body[..IdLength]);
            answer.Write("\",\"status\":\"accepted\"}"u8);
            isFirst = false;
        }
        answer.Write("]}"u8);
        return answer.WrittenMemory;
    }
}
