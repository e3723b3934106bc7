namespace Blueshift.Tracking.Reconciling;

/// <summary>Knows whether it is this process's part to tell who is active. Safe for several threads.</summary>
internal sealed class ReconcilePart
{
    private volatile bool _tells;

    /// <summary>Gets whether it is, and it is known who was there before.</summary>
    public bool TellsActiveSet => _tells;

    /// <summary>Notes how things stand; <see langword="null"/> when nobody can say.</summary>
    public void Stands(ReconcileStanding? standing) =>
        _tells = standing is { IsHeld: true, Directory.Baseline: not Diagnostics.BaselineState.None };
}
