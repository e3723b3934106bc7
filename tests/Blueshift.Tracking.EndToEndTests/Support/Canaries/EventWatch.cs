using System.Collections;
using System.Diagnostics.Tracing;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>Searches every event of the event sources of the process, at the most verbose level with every keyword.</summary>
internal sealed class EventWatch : EventListener
{
    // The runtime tells of each method that it compiles. In the short run only of exceptions, where what a program works with may be told.
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private static readonly EventKeywords RuntimeKeywords = (EventKeywords)Assurance.Count(slice: 0x8000, full: -1);

    // They tell of each task and each array that is lent, in numbers alone: in the full run.
    private static readonly string[] Numbers =
    [
        .. new[] { "System.Threading.Tasks.TplEventSource", "System.Buffers.ArrayPoolEventSource" }.Take(
            Assurance.Count(slice: 2, full: 0)
        ),
    ];

    [ThreadStatic]
    private static bool s_isLooking;

    // The base enables sources before its derived constructor has run.
    private readonly List<EventSource> _early = [];
    private readonly Predicate<EventSource>? _listens;
    private volatile CanarySearch? _search;

    /// <param name="listens">To which sources.</param>
    public EventWatch(Predicate<EventSource> listens)
    {
        List<EventSource> early;
        lock (_early)
        {
            _listens = listens;
            early = [.. _early];
        }
        early.ForEach(Listen);
    }

    /// <summary>Gets or sets what is given the events: to begin and to end listening costs far more than to listen.</summary>
    public CanarySearch? Search
    {
        get => _search;
        set => _search = value;
    }

    /// <summary>Says whether it is one by which .NET's networking itself is debugged: PrivateDiagnosticsTests says what those show.</summary>
    public static bool IsPrivate(EventSource source) =>
        source.Name.StartsWith("Private.InternalDiagnostics.", StringComparison.Ordinal);

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        // Called from the base's constructor as well, when not even the list is there.
        if (_early is null)
        {
            return;
        }
        lock (_early)
        {
            if (_listens is null)
            {
                _early.Add(eventSource);
                return;
            }
        }
        Listen(eventSource);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // Looking makes events too.
        if (_search is not { } search || s_isLooking)
        {
            return;
        }
        s_isLooking = true;
        try
        {
            var which = $"{eventData.EventSource.Name}/{eventData.EventName ?? $"{eventData.EventId}"}";
            search.Text("event", which, eventData.Message);
            foreach (var value in eventData.Payload ?? Enumerable.Empty<object?>())
            {
                Look(search, which, value);
            }
        }
        finally
        {
            s_isLooking = false;
        }
    }

    private void Listen(EventSource source)
    {
        if (!Numbers.Contains(source.Name) && _listens!(source))
        {
            EnableEvents(source, EventLevel.Verbose, source.Name == Runtime ? RuntimeKeywords : EventKeywords.All);
        }
    }

    private static void Look(CanarySearch search, string which, object? value)
    {
        switch (value)
        {
            case byte[] bytes:
                search.Bytes("event", which, bytes);
                break;
            case string text:
                search.Text("event", which, text);
                break;
            case IEnumerable values:
                foreach (var one in values)
                {
                    Look(search, which, one);
                }
                break;
            default:
                search.Text("event", which, value?.ToString());
                break;
        }
    }
}
