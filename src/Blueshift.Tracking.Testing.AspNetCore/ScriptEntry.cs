namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>Is a step in the queue, for so many requests of those it is meant for.</summary>
internal sealed class ScriptEntry(ScriptStep step, Func<RecordedRequest, bool>? when, int times)
{
    public ScriptStep Step { get; } = step;

    public bool IsForAny => when is null;

    public int Left { get; set; } = times;

    public bool Matches(RecordedRequest request) => when?.Invoke(request) ?? true;
}
