namespace Blueshift.Tracking.Relational.Reconciling;

/// <summary>Names the rows of the table of state on which processes agree, for each instance its own.</summary>
internal sealed class ReconcileNames(string instance)
{
    /// <summary>Gets whose part it is to compare, how often that was asked for, and when it was last done.</summary>
    public string Part { get; } = $"reconcile:{instance}";

    /// <summary>Gets who compares now.</summary>
    public string Run { get; } = $"reconcile-run:{instance}";

    /// <summary>Gets how often the endpoint asked for everybody, and since when what is told counts.</summary>
    public string Resync { get; } = $"resync:{instance}";

    /// <summary>Gets what became of the users who were there before.</summary>
    public string Baseline { get; } = $"baseline:{instance}";

    public IReadOnlyList<string> All => [Part, Run, Resync, Baseline];
}
