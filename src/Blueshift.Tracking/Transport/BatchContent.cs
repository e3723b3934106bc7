using System.Buffers;
using System.Globalization;
using System.IO.Compression;
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
    private const int SequenceLength = 19;

    private static ReadOnlySpan<byte> Closing => "\","u8;

    public static BodyContent Create(OutgoingBatch batch, bool compress, out bool compressed)
    {
        var body = Body(batch);
        compressed = compress && body.Length > CompressFrom;
        var content = new BodyContent(compressed ? Gzip(body) : body);
        content.Headers.TryAddWithoutValidation("Content-Type", MediaType);
        if (compressed)
        {
            content.Headers.TryAddWithoutValidation("Content-Encoding", "gzip");
        }
        return content;
    }

    private static BodyBuffer Body(OutgoingBatch batch)
    {
        Span<byte> opening = stackalloc byte[MaxOverhead];
        opening = opening[..WriteOpening(batch.Source, opening)];
        var overhead = opening.Length + SequenceLength + Closing.Length + 1;
        var length = 2;
        for (var index = 0; index < batch.Activities.Count; index++)
        {
            length += batch.Activities[index].Bytes.Length + overhead;
        }
        var body = new BodyBuffer(length);
        body.Write("["u8);
        for (var index = 0; index < batch.Activities.Count; index++)
        {
            body.Write(index == 0 ? ""u8 : ","u8);
            body.Write(opening);
            WriteSequence(body, batch.Activities[index].Sequence);
            body.Write(Closing);
            body.Write(batch.Activities[index].Bytes.Span);
        }
        body.Write("]"u8);
        return body;
    }

    // The source needs no escaping: an instance id and a UUID are of letters, digits and -._ alone.
    private static int WriteOpening(string source, Span<byte> destination) =>
        Encoding.UTF8.GetBytes(
            $$"""{"specversion":"1.0","type":"one.blueshift.user-activity.v1","source":"{{source}}","sequence":"""
                + "\"",
            destination
        );

    private static void WriteSequence(BodyBuffer body, long sequence)
    {
        sequence.TryFormat(body.GetSpan(SequenceLength), out var written, "D19", CultureInfo.InvariantCulture);
        body.Advance(written);
    }

    private static BodyBuffer Gzip(BodyBuffer body)
    {
        var compressed = new BodyBuffer(body.Length / 4);
        using (var stream = new BodyStream(compressed))
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            gzip.Write(body.Written.Span);
        }
        body.Return();
        return compressed;
    }
}
