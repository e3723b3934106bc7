using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;

namespace Blueshift.Tracking.Transport;

/// <summary>
/// Makes a request body: a CloudEvents batch in which each element is the envelope's common part followed by the activity's
/// stored bytes. Nothing is parsed or serialised again.
/// </summary>
internal static class BatchContent
{
    public const string MediaType = "application/cloudevents-batch+json";

    /// <summary>Is the most that one activity adds to its stored bytes: the common part, with the longest source, and a comma.</summary>
    public const int MaxOverhead = 240;

    private const int CompressFrom = 1024;
    private const string Opening =
        """{"specversion":"1.0","type":"one.blueshift.user-activity.v1","source":"{0}","sequence":""";

    private static readonly MediaTypeHeaderValue ContentType = new(MediaType);

    public static ByteArrayContent Create(OutgoingBatch batch, bool compress, out bool compressed)
    {
        var body = Body(batch);
        compressed = compress && body.WrittenCount > CompressFrom;
        var content = new ByteArrayContent(compressed ? Gzip(body.WrittenSpan) : body.WrittenSpan.ToArray());
        content.Headers.ContentType = ContentType;
        if (compressed)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }
        return content;
    }

    private static ArrayBufferWriter<byte> Body(OutgoingBatch batch)
    {
        // The source needs no escaping: an instance id and a UUID are of letters, digits and -._ alone.
        var opening = Encoding.UTF8.GetBytes(Opening.Replace("{0}", batch.Source, StringComparison.Ordinal));
        var body = new ArrayBufferWriter<byte>(
            2 + batch.Activities.Sum(activity => activity.Bytes.Length + opening.Length + 24)
        );
        body.Write("["u8);
        var separator = ""u8;
        foreach (var activity in batch.Activities)
        {
            body.Write(separator);
            body.Write(opening);
            body.Write("\""u8);
            WriteSequence(body, activity.Sequence);
            body.Write("\","u8);
            body.Write(activity.Bytes.Span);
            separator = ","u8;
        }
        body.Write("]"u8);
        return body;
    }

    private static void WriteSequence(ArrayBufferWriter<byte> body, long sequence)
    {
        sequence.TryFormat(body.GetSpan(20), out var written, "D19", CultureInfo.InvariantCulture);
        body.Advance(written);
    }

    private static byte[] Gzip(ReadOnlySpan<byte> body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(body);
        }
        return compressed.ToArray();
    }
}
