namespace CentralEndpoint.Privacy.Erasures;

/// <summary>Does what is due about erasures now: carries them out, keeps the journal, takes the bytes out of the files.</summary>
internal sealed class ErasureRound(
    ErasureReplay replay,
    ErasureExecution execution,
    JournalCatchUp journal,
    ErasureShredding shredding
) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Erases once more whom a restored database brought back.</summary>
    /// <exception cref="EndpointFaultException">The journal is damaged: the endpoint must not serve.</exception>
    public async Task BeginAsync()
    {
        if (await replay.RunAsync() > 0)
        {
            shredding.Demand();
        }

        await journal.RunAsync();
    }

    public async Task RunAsync()
    {
        await _turn.WaitAsync();
        try
        {
            await execution.RunAsync();
            await journal.RunAsync();
            await shredding.RunAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
