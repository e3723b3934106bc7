using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a fake clock that tells when code under test begins to wait, so that a test can move time exactly then.</summary>
internal sealed class ObservedTimeProvider()
    : FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero))
{
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(dueTime);
        return new ObservedTimer(timer, _waits.Writer);
    }

    /// <summary>Waits until somebody waits for a time in the range, and moves time to its end.</summary>
    /// <returns>How long it was.</returns>
    public async Task<TimeSpan> PassWaitAsync(TimeSpan from, TimeSpan to)
    {
        var wait = await PassWaitUnmovedAsync(from, to);
        Advance(wait);
        return wait;
    }

    /// <summary>Waits until somebody waits for a time in the range, and leaves time alone.</summary>
    public async Task<TimeSpan> PassWaitUnmovedAsync(TimeSpan from, TimeSpan to)
    {
        while (true)
        {
            var wait = await Patience.WithAsync(_waits.Reader.ReadAsync(), $"somebody should wait {from} to {to}");
            if (wait >= from && wait <= to)
            {
                return wait;
            }
        }
    }
}
