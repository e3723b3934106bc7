using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace Blueshift.Tracking.Transport;

/// <summary>Posts heartbeats over the wire contract.</summary>
internal sealed class HttpHeartbeatTransport(EndpointClient endpoint) : IHeartbeatTransport
{
    private static readonly MediaTypeHeaderValue ContentType = new("application/json");

    private readonly Uri _address = endpoint.Address("/v1/heartbeat");

    public async Task<HeartbeatReply> SendAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var buffer = new BodyBuffer(body.Length);
        buffer.Write(body.Span);
        using var content = new BodyContent(buffer);
        content.Headers.ContentType = ContentType;
        using var reply = await endpoint.PostAsync(_address, content, cancellationToken).ConfigureAwait(false);
        return reply.Received is { } received
            ? Classify(received)
            : new HeartbeatReply { Detail = reply.Failure!.Detail };
    }

    private static HeartbeatReply Classify(ReceivedAnswer answer)
    {
        if (answer.Status != HttpStatusCode.OK)
        {
            return new HeartbeatReply
            {
                Detail = answer.Detail,
                IsNotTaken = answer.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed,
            };
        }
        var read = string.Equals(answer.MediaType, "application/json", StringComparison.OrdinalIgnoreCase)
            ? HeartbeatAnswerReader.TryRead(answer.Body)
            : null;
        return new HeartbeatReply
        {
            Answer = read,
            Detail = read is null ? answer.Detail + " that is no answer to a heartbeat" : answer.Detail,
        };
    }
}
