using System.Diagnostics.Tracing;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>Writes events with whatever it is given.</summary>
[EventSource(Name = "Blueshift.Planting")]
internal sealed class PlantingEventSource : EventSource
{
    [Event(1, Level = EventLevel.Verbose)]
    public void Plant(string text) => WriteEvent(1, text);
}
