using Blueshift.Tracking.Testing.AspNetCore.Reading;

namespace Blueshift.Tracking.Testing.AspNetCore.Storing;

/// <summary>Keeps what was accepted and judges each activity by what it knows. Each batch is one transaction.</summary>
internal sealed class ActivityStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Instance, string Id), StoredActivity> _known = [];
    private readonly HashSet<(string Instance, string Id)> _erased = [];
    private readonly HashSet<string> _suppressed = [];

    public IReadOnlyList<StoredActivity> Activities
    {
        get
        {
            lock (_lock)
            {
                return [.. _known.Values.OrderBy(activity => activity.Place)];
            }
        }
    }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _known.Count;
            }
        }
    }

    public IReadOnlyList<Verdict> Store(
        string instance,
        IReadOnlyList<ReadActivity> batch,
        ReceivedRequest request,
        Ruling ruling
    )
    {
        lock (_lock)
        {
            return
            [
                .. batch.Select(
                    (activity, position) => ruling.Decide(position, activity) ?? Judge(instance, activity, request)
                ),
            ];
        }
    }

    /// <summary>Refuses what is new of a subject from now on.</summary>
    public void Suppress(string subject)
    {
        lock (_lock)
        {
            _suppressed.Add(subject);
        }
    }

    /// <summary>Forgets the activities of a subject; their ids stay known.</summary>
    public void Erase(string subject)
    {
        lock (_lock)
        {
            foreach (var (key, _) in _known.Where(one => one.Value.Subject == subject).ToList())
            {
                _known.Remove(key);
                _erased.Add(key);
            }
        }
    }

    private Verdict Judge(string instance, ReadActivity activity, ReceivedRequest request)
    {
        var key = (instance, activity.Id);
        if (_erased.Contains(key))
        {
            return new Verdict(activity.Id, VerdictStatus.Duplicate);
        }
        if (_known.TryGetValue(key, out var first))
        {
            return JudgeKnown(activity, first, request);
        }
        var rejection = activity.Rejection ?? (_suppressed.Contains(activity.Subject!) ? Rejection.Suppressed : null);
        if (rejection is not null)
        {
            return Verdict.Rejected(activity.Id, rejection);
        }
        _known.Add(key, new StoredActivity(instance, activity, request) { Place = _known.Count + _erased.Count });
        return new Verdict(activity.Id, VerdictStatus.Accepted);
    }

    // Subject and status make the activity; whatever else differs, the first content stays.
    private static Verdict JudgeKnown(ReadActivity activity, StoredActivity first, ReceivedRequest request)
    {
        if (activity.Subject != first.Subject || activity.Status != first.Status)
        {
            return Verdict.Rejected(activity.Id, Rejection.IdConflict);
        }
        first.Resent(activity, request);
        return new Verdict(activity.Id, VerdictStatus.Duplicate);
    }
}
