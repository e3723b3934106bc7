using System.Diagnostics.Tracing;

namespace Blueshift.Tracking.PrivacyTarget;

/// <summary>Counts what .NET says of sockets, names that are looked up, TLS and HTTP.</summary>
internal sealed class NetworkEvents : EventListener
{
    private static readonly string[] Sources =
    [
        "System.Net.Sockets",
        "System.Net.NameResolution",
        "System.Net.Security",
        "System.Net.Http",
    ];

    private int _count;

    public int Count => Volatile.Read(ref _count);

    public static bool IsSocket(string descriptor) =>
        new FileInfo(descriptor).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true;

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (Sources.Contains(eventSource.Name))
        {
            EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData) => Interlocked.Increment(ref _count);
}
