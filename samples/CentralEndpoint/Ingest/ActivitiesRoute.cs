namespace CentralEndpoint.Ingest;

/// <summary><c>POST /v1/activities</c>: authenticate, read, store, answer.</summary>
internal sealed class ActivitiesRoute(
    IngestGate gate,
    BatchStore store,
    VerdictMeter meter,
    TimeProvider clock,
    ILogger<ActivitiesRoute> log
)
{
    public async Task HandleAsync(HttpContext context)
    {
        var instance = await gate.EnterAsync(context);
        var (batch, bytes) = await ReadAsync(context.Request, instance);
        // From here on the client's leaving changes nothing: what it does not hear it asks for again.
        var verdicts = await store.StoreAsync(instance, batch);
        meter.Count(verdicts);
        Log(instance, verdicts, bytes);
        await VerdictAnswer.WriteAsync(context, verdicts);
    }

    private async Task<(IReadOnlyList<ReceivedActivity> Batch, int Bytes)> ReadAsync(
        HttpRequest request,
        string instance
    )
    {
        using var body = await RequestBody.Batch.ReadAsync(request);
        return (BatchReader.Read(body.Memory, instance, clock.GetUtcNow()), body.Memory.Length);
    }

    private void Log(string instance, IReadOnlyList<Verdict> verdicts, int bytes)
    {
        log.LogInformation(
            "{Instance}: {Accepted} accepted, {Duplicate} duplicate, {Rejected} rejected, {Bytes} bytes",
            instance,
            verdicts.Count(static verdict => verdict.Status == VerdictStatus.Accepted),
            verdicts.Count(static verdict => verdict.Status == VerdictStatus.Duplicate),
            verdicts.Count(static verdict => verdict.Status == VerdictStatus.Rejected),
            bytes
        );
    }
}
