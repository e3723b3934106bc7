using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Dispatch;

/// <summary>Is the outcome of one round of the loop: what it asks to wait for before the next.</summary>
/// <param name="Kind">The kind of wait; <see langword="null"/> for none.</param>
/// <param name="After">The wait itself, if the endpoint named one.</param>
internal sealed record DispatchRound(AnswerKind? Kind, TimeSpan? After)
{
    public static DispatchRound Done { get; } = new(null, null);

    public static DispatchRound TryLater(TimeSpan? after) => new(AnswerKind.TryLater, after);

    public static DispatchRound Pause { get; } = new(AnswerKind.Pause, null);
}
