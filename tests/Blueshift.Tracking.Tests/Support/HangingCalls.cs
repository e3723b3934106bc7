namespace Blueshift.Tracking.Tests.Support;

/// <summary>Holds the threads of chosen calls until they are let go.</summary>
internal sealed class HangingCalls
{
    private readonly Lock gate = new();
    private readonly List<Func<DiskCall, bool>> chosen = [];
    private TaskCompletionSource hanging = NewSource();
    private TaskCompletionSource resumed = NewSource();

    public Task HangingAsync
    {
        get
        {
            lock (gate)
            {
                return hanging.Task;
            }
        }
    }

    public void Add(Func<DiskCall, bool> matches)
    {
        lock (gate)
        {
            chosen.Add(matches);
        }
    }

    public void Pass(DiskCall call)
    {
        Task wait;
        lock (gate)
        {
            if (!chosen.Exists(matches => matches(call)))
            {
                return;
            }
            wait = resumed.Task;
            hanging.TrySetResult();
        }
        wait.GetAwaiter().GetResult();
    }

    public void Resume()
    {
        lock (gate)
        {
            chosen.Clear();
            resumed.TrySetResult();
            (hanging, resumed) = (NewSource(), NewSource());
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
