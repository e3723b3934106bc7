namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>
/// Is the queue of steps. A request takes the first step that is meant for it; where there is none, what the fault schedule
/// draws; where there is no schedule, or it is over, it is answered as the contract says.
/// </summary>
internal sealed class EndpointScript
{
    private readonly Lock _lock = new();
    private readonly List<ScriptEntry> _entries = [];
    private Func<ScriptStep?>? _faults;

    /// <summary>Gets how many steps are waiting for their request.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Adds a step for the next request.</summary>
    /// <param name="step">What happens to it.</param>
    /// <param name="when">
    /// Which requests it is meant for; any, if not given. A step that acts before the body is read is asked about a request without one.
    /// </param>
    /// <param name="times">For how many requests.</param>
    public EndpointScript Next(ScriptStep step, Func<RecordedRequest, bool>? when = null, int times = 1)
    {
        lock (_lock)
        {
            _entries.Add(new ScriptEntry(step, when, times));
        }
        return this;
    }

    /// <summary>Adds a step for every request from now on that no earlier one takes, until <see cref="Clear"/>.</summary>
    public EndpointScript Always(ScriptStep step, Func<RecordedRequest, bool>? when = null) =>
        Next(step, when, int.MaxValue);

    /// <summary>Draws faults for what is posted as activities and no step is meant for.</summary>
    public EndpointScript Draw(FaultSchedule faults) => Draw(faults.Next);

    /// <summary>Draws from anything; none is answered as the contract says.</summary>
    public EndpointScript Draw(Func<ScriptStep?> faults)
    {
        lock (_lock)
        {
            _faults = faults;
        }
        return this;
    }

    /// <summary>Answers as the contract says from now on.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _entries.Clear();
            _faults = null;
        }
    }

    /// <summary>Takes a step before the body is read; none where the body may decide.</summary>
    internal ScriptStep? TakeEarly(RecordedRequest request)
    {
        lock (_lock)
        {
            if (_entries.Count == 0)
            {
                return DrawFault(request);
            }
            var entry = _entries.Find(one => one.Step.ActsBeforeBody ? one.Matches(request) : one.IsForAny);
            return entry is { Step.ActsBeforeBody: true } ? Use(entry) : null;
        }
    }

    internal ScriptStep Take(RecordedRequest request)
    {
        lock (_lock)
        {
            return _entries.Find(one => one.Matches(request)) is { } entry ? Use(entry) : DrawFault(request);
        }
    }

    private ScriptStep DrawFault(RecordedRequest request) =>
        (request.IsActivities ? _faults?.Invoke() : null) ?? Answer.Normally();

    private ScriptStep Use(ScriptEntry entry)
    {
        entry.Left--;
        if (entry.Left == 0)
        {
            _entries.Remove(entry);
        }
        return entry.Step;
    }
}
