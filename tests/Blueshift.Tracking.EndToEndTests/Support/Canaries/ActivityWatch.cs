using System.Diagnostics;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>Searches every trace of the process, with all its data recorded.</summary>
internal sealed class ActivityWatch : IDisposable
{
    private readonly CanarySearch _search;
    private readonly ActivityListener _listener;

    public ActivityWatch(CanarySearch search)
    {
        _search = search;
        _listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Look,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    private void Look(Activity activity)
    {
        var which = $"{activity.Source.Name}/{activity.OperationName}";
        _search.Text(
            "trace",
            which,
            $"{activity.DisplayName} {activity.StatusDescription} {activity.TraceStateString}"
        );
        foreach (var (name, value) in activity.TagObjects.Concat(Values(activity.Baggage)))
        {
            _search.Text("trace", $"{which} {name}", $"{name}={value}");
        }
        foreach (var occurred in activity.Events)
        {
            _search.Text("trace", $"{which} event", occurred.Name);
            foreach (var (name, value) in occurred.Tags)
            {
                _search.Text("trace", $"{which} event {name}", $"{name}={value}");
            }
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> Values(
        IEnumerable<KeyValuePair<string, string?>> baggage
    ) => baggage.Select(item => KeyValuePair.Create(item.Key, (object?)item.Value));
}
