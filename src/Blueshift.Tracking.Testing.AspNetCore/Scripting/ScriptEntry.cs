namespace Blueshift.Tracking.Testing.AspNetCore.Scripting;

/// <summary>Is a step in the queue, for so many requests of those it is meant for.</summary>
internal sealed class ScriptEntry(ScriptStep step, Func<ReceivedRequest, bool>? when, int times)
{
    public ScriptStep Step { get; } = step;

    public bool IsForAny => when is null;

    public int Left { get; set; } = times;

    public bool Matches(ReceivedRequest request) => when?.Invoke(request) ?? true;
}
