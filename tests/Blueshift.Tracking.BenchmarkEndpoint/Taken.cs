namespace Blueshift.Tracking.BenchmarkEndpoint;

/// <summary>Counts what the endpoint took, and tells whoever waits for a number. Safe for several threads.</summary>
internal sealed class Taken
{
    private readonly Lock _lock = new();
    private readonly List<(long Count, TaskCompletionSource Reached)> _waiters = [];
    private long _count;

    public void Add(long count)
    {
        lock (_lock)
        {
            _count += count;
            foreach (var (awaited, reached) in _waiters)
            {
                if (awaited <= _count)
                {
                    reached.TrySetResult();
                }
            }
        }
    }

    /// <summary>Waits until that many were taken since the start.</summary>
    public Task WhenAsync(long count)
    {
        lock (_lock)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((count, reached));
            if (count <= _count)
            {
                reached.SetResult();
            }
            return reached.Task;
        }
    }
}
