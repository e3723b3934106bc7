namespace Blueshift.Tracking.Transport;

/// <summary>
/// Is what one request carries: activities of one source, or none for a connection test; and what the endpoint said of each.
/// Used again and again: a batch allocates next to nothing.
/// </summary>
internal sealed class OutgoingBatch
{
    private readonly List<OutgoingActivity> _activities = [];
    private readonly List<Verdict> _verdicts = [];

    public OutgoingBatch() { }

    public OutgoingBatch(string source, IEnumerable<OutgoingActivity> activities)
    {
        Source = source;
        _activities.AddRange(activities);
    }

    public string Source { get; private set; } = "";

    [UserActivityPersonalData]
    public IReadOnlyList<OutgoingActivity> Activities => _activities;

    /// <summary>Gets the verdicts of the last answer that was one, in order.</summary>
    public IReadOnlyList<Verdict> Verdicts => _verdicts;

    /// <summary>Begins the next use.</summary>
    public void Begin(string source)
    {
        Source = source;
        _activities.Clear();
        _verdicts.Clear();
    }

    public void Add(OutgoingActivity activity) => _activities.Add(activity);

    public void Add(Verdict verdict) => _verdicts.Add(verdict);

    public void ClearVerdicts() => _verdicts.Clear();
}
