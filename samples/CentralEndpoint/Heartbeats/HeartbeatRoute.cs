using CentralEndpoint.Ingest;

namespace CentralEndpoint.Heartbeats;

/// <summary><c>POST /v1/heartbeat</c>: authenticate, read, store, answer.</summary>
internal sealed class HeartbeatRoute(
    IngestGate gate,
    HeartbeatStore store,
    CentralEndpointSettings settings,
    TimeProvider clock,
    ILogger<HeartbeatRoute> log
)
{
    public async Task HandleAsync(HttpContext context)
    {
        var instance = await gate.EnterAsync(context);
        using var body = await RequestBody.Heartbeat.ReadAsync(context.Request);
        var heartbeat = HeartbeatReader.Read(body.Memory, instance);
        var (resync, forget) = await store.StoreAsync(instance, heartbeat);
        log.LogInformation(
            "{Instance}: {State}, {Reason}, {Waiting} waiting",
            instance,
            heartbeat.State,
            heartbeat.Reason ?? "well",
            heartbeat.Waiting
        );
        await HeartbeatAnswer.WriteAsync(
            context,
            new HeartbeatReply(clock.GetUtcNow(), settings.HeartbeatSeconds, resync, forget)
        );
    }
}
