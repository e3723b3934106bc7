namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>Is a way that people's values take.</summary>
internal sealed record CanaryPath(string Name, Func<CanaryRun, Task> RunAsync)
{
    public override string ToString() => Name;
}
