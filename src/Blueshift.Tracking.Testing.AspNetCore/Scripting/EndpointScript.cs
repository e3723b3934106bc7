namespace Blueshift.Tracking.Testing.AspNetCore.Scripting;

/// <summary>
/// Is what happens to requests. Each takes the first step of the queue that is meant for it; where there is none, the last standing step
/// that is; where there is none, what is drawn for it; where nothing is drawn, it is answered as the contract says.
/// </summary>
internal sealed class EndpointScript
{
    private readonly Lock _lock = new();
    private readonly List<ScriptEntry> _queue = [];
    private readonly List<ScriptEntry> _standing = [];
    private Func<ScriptStep?>? _faults;

    /// <summary>Gets how many steps are waiting for their request.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>Gets whether steps stand until they are cleared.</summary>
    public bool HasStanding
    {
        get
        {
            lock (_lock)
            {
                return _standing.Count > 0;
            }
        }
    }

    /// <summary>Adds a step for the next request.</summary>
    /// <param name="step">What happens to it.</param>
    /// <param name="when">
    /// Which requests it is meant for; any, if not given. A step that acts before the body is read is asked about a request without one.
    /// </param>
    /// <param name="times">For how many requests.</param>
    public EndpointScript Next(ScriptStep step, Func<ReceivedRequest, bool>? when = null, int times = 1)
    {
        lock (_lock)
        {
            _queue.Add(new ScriptEntry(step, when, times));
        }
        return this;
    }

    /// <summary>Adds a step for every request that finds none in the queue, until <see cref="Clear"/>. It goes before earlier ones of its kind.</summary>
    public EndpointScript Always(ScriptStep step, Func<ReceivedRequest, bool>? when = null)
    {
        lock (_lock)
        {
            _standing.Insert(0, new ScriptEntry(step, when, int.MaxValue));
        }
        return this;
    }

    /// <summary>Draws steps, such as faults, for what is posted as activities and no step is meant for; none is answered as the contract says.</summary>
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
            _queue.Clear();
            _standing.Clear();
            _faults = null;
        }
    }

    /// <summary>Takes a step before the body is read; none where the body may decide.</summary>
    internal ScriptStep? TakeEarly(ReceivedRequest request)
    {
        lock (_lock)
        {
            if (_queue.Count + _standing.Count == 0)
            {
                return DrawFault(request);
            }
            var entry = _queue
                .Concat(_standing)
                .FirstOrDefault(one => one.Step.ActsBeforeBody ? one.Matches(request) : one.IsForAny);
            return entry is { Step.ActsBeforeBody: true } ? Use(entry) : null;
        }
    }

    internal ScriptStep Take(ReceivedRequest request)
    {
        lock (_lock)
        {
            var entry = _queue.Concat(_standing).FirstOrDefault(one => one.Matches(request));
            return entry is null ? DrawFault(request) : Use(entry);
        }
    }

    private ScriptStep DrawFault(ReceivedRequest request) =>
        (request.IsActivities ? _faults?.Invoke() : null) ?? EndpointAnswer.Normal.Step;

    private ScriptStep Use(ScriptEntry entry)
    {
        entry.Left--;
        if (entry.Left == 0)
        {
            _queue.Remove(entry);
        }
        return entry.Step;
    }
}
