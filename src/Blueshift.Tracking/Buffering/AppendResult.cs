namespace Blueshift.Tracking.Buffering;

/// <summary>Says whether the buffer has one activity.</summary>
/// <param name="Refusal"><see cref="RefusalReason.None"/> when it is recorded.</param>
internal readonly record struct AppendResult(RefusalReason Refusal)
{
    public bool IsRecorded => Refusal == RefusalReason.None;
}
