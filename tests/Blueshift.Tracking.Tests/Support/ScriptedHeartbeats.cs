using System.Text.Json.Nodes;
using System.Threading.Channels;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Answers heartbeats by a script and lets the test see each. Past the script nobody answers.</summary>
internal sealed class ScriptedHeartbeats : IHeartbeatTransport
{
    private readonly Queue<Func<HeartbeatReply>> _script = new();
    private readonly Channel<JsonObject> _sent = Channel.CreateUnbounded<JsonObject>();

    public ScriptedHeartbeats Then(Func<HeartbeatReply> reply)
    {
        _script.Enqueue(reply);
        return this;
    }

    public ScriptedHeartbeats Then(HeartbeatReply reply) => Then(() => reply);

    public static HeartbeatReply Taken(DateTimeOffset serverTime, TimeSpan? nextIn = null, bool resync = false) =>
        new()
        {
            Detail = "HTTP 200 application/json",
            Answer = new HeartbeatAnswer
            {
                ServerTime = serverTime,
                NextIn = nextIn,
                Resync = resync,
            },
        };

    public static HeartbeatReply Taken(DateTimeOffset serverTime, params ReadOnlyMemory<byte>[] forget) =>
        new()
        {
            Detail = "HTTP 200 application/json",
            Answer = new HeartbeatAnswer { ServerTime = serverTime, Forget = forget },
        };

    public static HeartbeatReply Failed() => new() { Detail = "HTTP 500 text/html" };

    public static HeartbeatReply NotTaken() => new() { Detail = "HTTP 404", IsNotTaken = true };

    /// <summary>Gets whether one was sent that the test has not seen.</summary>
    public bool HasSent => _sent.Reader.Count > 0;

    /// <summary>Waits for the next heartbeat.</summary>
    public async Task<JsonObject> NextAsync() =>
        await Patience.WithAsync(_sent.Reader.ReadAsync(), "a heartbeat should be sent");

    public async Task<HeartbeatReply> SendAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        _sent.Writer.TryWrite(JsonNode.Parse(body.Span)!.AsObject());
        if (_script.TryDequeue(out var reply))
        {
            return reply();
        }
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        throw new InvalidOperationException("Unreachable.");
    }
}
