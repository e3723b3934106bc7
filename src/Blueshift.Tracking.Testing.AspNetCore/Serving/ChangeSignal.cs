namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Wakes those who wait for something to be true.</summary>
internal sealed class ChangeSignal
{
    private volatile TaskCompletionSource _changed = New();

    public void Pulse() => Interlocked.Exchange(ref _changed, New()).SetResult();

    public async Task UntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Taken before the question: a change in between wakes at once.
            var changed = _changed.Task;
            if (condition())
            {
                return;
            }
            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
