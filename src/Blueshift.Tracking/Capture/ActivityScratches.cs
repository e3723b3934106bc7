namespace Blueshift.Tracking.Capture;

/// <summary>Lends out encoding memory. Safe for several threads.</summary>
internal sealed class ActivityScratches
{
    // As many as may wait for the disk at once in a busy host; each holds no bytes while it lies here.
    private const int MaxIdle = 1024;

    private readonly Lock _lock = new();
    private readonly Stack<ActivityScratch> _idle = new();

    public ActivityScratch Rent()
    {
        lock (_lock)
        {
            if (_idle.TryPop(out var scratch))
            {
                return scratch;
            }
        }
        return new ActivityScratch();
    }

    /// <summary>Takes memory back; what was in it is overwritten.</summary>
    public void Return(ActivityScratch scratch)
    {
        scratch.Activities.Dispose();
        lock (_lock)
        {
            if (_idle.Count < MaxIdle)
            {
                _idle.Push(scratch);
                return;
            }
        }
        scratch.Dispose();
    }
}
