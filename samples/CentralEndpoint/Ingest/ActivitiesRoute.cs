namespace CentralEndpoint.Ingest;

/// <summary><c>POST /v1/activities</c>: authenticate, read, store, answer.</summary>
internal sealed class ActivitiesRoute(
    IngestGate gate,
    BatchStore store,
    TimeProvider clock,
    ILogger<ActivitiesRoute> log
)
{
    public async Task HandleAsync(HttpContext context)
    {
        var instance = await gate.EnterAsync(context.Request.Headers.Authorization);
        var body = await RequestBody.Batch.ReadAsync(context.Request);
        var batch = BatchReader.Read(body, instance, clock.GetUtcNow());
        // From here on the client's leaving changes nothing: what it does not hear it asks for again.
        var verdicts = await store.StoreAsync(instance, batch);
        Log(instance, verdicts, body.Length);
        await VerdictAnswer.WriteAsync(context, verdicts);
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
