using System.Diagnostics;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>
/// Subscribes to everything that DiagnosticSource offers, as agents do that watch an application, and reads whatever it is handed: also the
/// body of a request.
/// </summary>
internal sealed class DiagnosticWatch : IObserver<DiagnosticListener>, IDisposable
{
    private readonly CanarySearch _search;
    private readonly List<IDisposable> _subscriptions = [];
    private readonly IDisposable _all;

    public DiagnosticWatch(CanarySearch search)
    {
        _search = search;
        _all = DiagnosticListener.AllListeners.Subscribe(this);
    }

    public void OnNext(DiagnosticListener value)
    {
        lock (_subscriptions)
        {
            _subscriptions.Add(value.Subscribe(new Observer(_search, value.Name)));
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        _all.Dispose();
        lock (_subscriptions)
        {
            _subscriptions.ForEach(one => one.Dispose());
        }
    }

    private sealed class Observer(CanarySearch search, string listener) : IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(KeyValuePair<string, object?> value) =>
            ObjectWalk.Look(
                value.Value,
                (what, text) => search.Text("diagnostics", $"{listener}/{value.Key} {what}", text),
                // Of HttpClient down to the headers and the body; of the endpoint, which shares the process, what it hands out.
                value.Value?.GetType().Assembly == typeof(HttpClient).Assembly
                    ? 2
                    : 1
            );

        public void OnCompleted() { }

        public void OnError(Exception error) { }
    }
}
