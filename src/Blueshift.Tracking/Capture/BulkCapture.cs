using System.Runtime.InteropServices;
using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Capture;

/// <summary>
/// Records many activities of one call: while one part is sealed and on its way to the disk the next is encoded. Results come in
/// order; a refusal of some changes nothing for the others.
/// </summary>
internal sealed class BulkCapture(
    ActivityEncoder encoder,
    IActivityBuffer buffer,
    CaptureReporter reporter,
    ActivityScratches scratches
)
{
    // What is encoded and not yet on the disk: as much as one commit takes, and the next one.
    private const int MaxParts = 16;

    // Up to so many the memory grows with what is encoded.
    private const int FewActivities = 64;

    private readonly Queue<Part> _parts = new();
    private readonly SortedDictionary<RefusalReason, long> _refused = [];
    private long _additions;
    private long _removals;

    /// <summary>Gets whether something was refused.</summary>
    public bool IsRefused => _refused.Count > 0;

    public async ValueTask<IReadOnlyList<TrackResult>> RunAsync(
        IReadOnlyList<UserActivity> activities,
        CancellationToken cancellationToken
    )
    {
        var results = new TrackResult[activities.Count];
        var next = 0;
        try
        {
            while (next < activities.Count)
            {
                next = Begin(activities, next, results, cancellationToken);
                // Once a part has its place the call is under way: its token would only leave the caller in doubt.
                cancellationToken = CancellationToken.None;
                if (_parts.Count == MaxParts)
                {
                    await EndAsync(results).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            while (_parts.Count > 0)
            {
                await EndAsync(results).ConfigureAwait(false);
            }
            Report();
        }
        return results;
    }

    private int Begin(
        IReadOnlyList<UserActivity> activities,
        int first,
        TrackResult[] results,
        CancellationToken cancellationToken
    )
    {
        var scratch = scratches.Rent();
        if (activities.Count - first > FewActivities)
        {
            scratch.Activities.ReserveAll();
        }
        var next = first;
        while (next < activities.Count && scratch.Activities.HasRoom)
        {
            var captured = encoder.Encode(activities[next], scratch);
            results[next] = captured.Recorded;
            if (captured.IsAdjusted)
            {
                reporter.Adjusted(captured);
            }
            next++;
        }
        var removals = scratch.Activities.Removals;
        _parts.Enqueue(new Part(scratch, first, removals, buffer.AppendAsync(scratch.Activities, cancellationToken)));
        return next;
    }

    private async ValueTask EndAsync(TrackResult[] results)
    {
        var part = _parts.Dequeue();
        try
        {
            var count = part.Scratch.Activities.Count;
            var appended = await part.Appending.ConfigureAwait(false);
            var removals = part.Removals;
            for (var index = part.First + appended.Recorded; index < part.First + count; index++)
            {
                results[index] = TrackResult.Refused(
                    results[index].ActivityId,
                    appended.Refusal,
                    results[index].Adjusted
                );
            }
            if (appended.Recorded < count)
            {
                removals = part.Scratch.Activities.RemovalsAmong(appended.Recorded);
                _refused[appended.Refusal] = _refused.GetValueOrDefault(appended.Refusal) + count - appended.Recorded;
            }
            _removals += removals;
            _additions += appended.Recorded - removals;
        }
        finally
        {
            scratches.Return(part.Scratch);
        }
    }

    // Once, for the whole call: at a buffer's limit one part fits and the next does not, which is no news each time.
    private void Report()
    {
        reporter.Recorded(_additions, _removals);
        foreach (var (reason, count) in _refused)
        {
            reporter.Refused(reason, count);
        }
    }

    /// <summary>Is a part of the call that the buffer has not answered yet.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Part(
        ActivityScratch Scratch,
        int First,
        int Removals,
        ValueTask<AppendResult> Appending
    );
}
