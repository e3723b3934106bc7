namespace Blueshift.Tracking.Reconciling;

/// <summary>Holds what a comparison is told once.</summary>
/// <param name="Baseline">What becomes of the users who were there before.</param>
/// <param name="Pace">Holds findings back while much waits.</param>
/// <param name="TimeProvider">The clock.</param>
internal sealed record ReconcileTerms(BaselineMode Baseline, RecordingPace Pace, TimeProvider TimeProvider);
