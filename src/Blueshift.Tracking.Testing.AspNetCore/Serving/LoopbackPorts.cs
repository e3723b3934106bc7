namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>
/// Gives ports below those that a system hands out by itself, none twice in a process: while a listener is closed, nobody else comes to its port.
/// </summary>
internal static class LoopbackPorts
{
    private const int First = 20_000;
    private const int Count = 12_000;
    private static int _next = Environment.ProcessId * 131;

    public static int Next() => First + (int)((uint)Interlocked.Increment(ref _next) % Count);
}
