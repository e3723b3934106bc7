using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>
/// Is a clock on which what is waited for comes at once, all but the deadlines given; and a wall clock that can be set, also backwards.
/// </summary>
internal sealed class PassingClock : FakeTimeProvider, IAsyncDisposable
{
    private const int Holders = 8;

    // Shorter ones are no back-off: the library's own rhythm goes on also while time is held.
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();
    private readonly Channel<TimeSpan> _shortWaits = Channel.CreateUnbounded<TimeSpan>();
    private readonly SemaphoreSlim _free = new(Holders);
    private readonly SemaphoreSlim _passing = new(1);
    private readonly Dictionary<TimeSpan, TaskCompletionSource> _deadlines;
    private readonly Task _running;
    private long _set;
    private volatile bool _stands;

    /// <param name="deadlines">What is waited for only so that it does not come.</param>
    public PassingClock(params TimeSpan[] deadlines)
        // What passes stays in the endpoint's past, which takes no date of the day after tomorrow.
        : base(TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(20))
    {
        _deadlines = deadlines
            .Distinct()
            .ToDictionary(
                deadline => deadline,
                _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
            );
        _running = Task.WhenAll(
            RunAsync(_waits.Reader, time => _stands ? Task.CompletedTask : PassAsync(time)),
            RunAsync(_shortWaits.Reader, PassShortAsync)
        );
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _set));

    // The base takes it from the date.
    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    /// <summary>Sets the wall clock so far from the true time. Nobody's wait is longer or shorter for it.</summary>
    public void SetOff(TimeSpan difference) => Interlocked.Exchange(ref _set, difference.Ticks);

    /// <summary>
    /// Gets or sets whether no wait of a second or more that begins now comes by itself, so that no request is late that another wait
    /// overtakes.
    /// </summary>
    public bool Stands
    {
        get => _stands;
        set => _stands = value;
    }

    /// <summary>Waits until somebody has begun to wait for a deadline.</summary>
    public Task BeganAsync(TimeSpan deadline) => _deadlines[deadline].Task;

    /// <summary>Lets so much time go by as soon as nobody holds it.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        await _passing.WaitAsync();
        try
        {
            for (var holder = 0; holder < Holders; holder++)
            {
                await _free.WaitAsync();
            }
            Advance(time);
            _free.Release(Holders);
        }
        finally
        {
            _passing.Release();
        }
    }

    /// <summary>Does something for which no time goes by.</summary>
    public async Task<T> HoldAsync<T>(Func<Task<T>> work)
    {
        await _free.WaitAsync();
        try
        {
            return await work();
        }
        finally
        {
            _free.Release();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Waits(dueTime);
        return new PassedTimer(timer, Waits);
    }

    public async ValueTask DisposeAsync()
    {
        _waits.Writer.Complete();
        _shortWaits.Writer.Complete();
        await _running;
        _free.Dispose();
        _passing.Dispose();
    }

    private void Waits(TimeSpan time)
    {
        if (_deadlines.TryGetValue(time, out var began))
        {
            began.TrySetResult();
        }
        else if (time > TimeSpan.Zero && time <= Longest)
        {
            (time < Short ? _shortWaits : _waits).Writer.TryWrite(time);
        }
    }

    private Task PassShortAsync(TimeSpan time)
    {
        Advance(time);
        return Task.CompletedTask;
    }

    private static Task RunAsync(ChannelReader<TimeSpan> waits, Func<TimeSpan, Task> passAsync) =>
        Task.Run(async () =>
        {
            await foreach (var wait in waits.ReadAllAsync())
            {
                await passAsync(wait);
            }
        });
}
