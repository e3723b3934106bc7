namespace Blueshift.Tracking.Conformance.Support;

/// <summary>Chooses the endpoint that is judged: here the scripted one.</summary>
internal static class Targets
{
    public static async Task<IConformanceTarget> StartAsync() => await ScriptedTarget.StartAsync();
}
