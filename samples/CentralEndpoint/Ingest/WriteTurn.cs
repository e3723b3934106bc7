namespace CentralEndpoint.Ingest;

/// <summary>
/// Lets one batch at a time write. SQLite has one writer anyway; waiting here is fair and holds no thread, waiting there is neither.
/// </summary>
internal sealed class WriteTurn : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <exception cref="TimeoutException">The turn did not come in time.</exception>
    public async Task<T> TakeAsync<T>(Func<Task<T>> write)
    {
        if (!await _turn.WaitAsync(Longest))
        {
            throw new TimeoutException("Another batch has been writing for too long.");
        }

        try
        {
            return await write();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
