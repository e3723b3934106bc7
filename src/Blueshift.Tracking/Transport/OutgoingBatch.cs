namespace Blueshift.Tracking.Transport;

/// <summary>Is what one request carries: activities of one source, or none for a connection test.</summary>
internal sealed class OutgoingBatch(string source, IReadOnlyList<OutgoingActivity> activities)
{
    public static OutgoingBatch ConnectionTest { get; } = new("", []);

    public string Source { get; } = source;

    public IReadOnlyList<OutgoingActivity> Activities { get; } = activities;
}
