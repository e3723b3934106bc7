using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace CentralEndpoint.Tests.Support;

/// <summary>A body of which everything is sent but its end.</summary>
internal sealed class BreakingContent : HttpContent
{
    private readonly string _sent;

    public BreakingContent(string sent)
    {
        _sent = sent;
        Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents-batch+json");
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(_sent));
        await stream.FlushAsync();
        throw new IOException("The sender breaks off.");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
