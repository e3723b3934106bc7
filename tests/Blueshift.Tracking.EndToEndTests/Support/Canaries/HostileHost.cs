using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>
/// Is a host that puts its users into whatever goes along with a request: baggage and trace state, default headers and handlers of every
/// HTTP client, cookies, an agent that writes headers into requests it is handed, a proxy with a password. It ends with this object.
/// </summary>
internal sealed class HostileHost : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> _subscriptions = [];
    private readonly DistributedContextPropagator _propagator = DistributedContextPropagator.Current;
    private readonly IWebProxy _proxy = HttpClient.DefaultProxy;
    private readonly ActivitySource _source = new("Hostile.Host");
    private readonly Activity _activity;

    /// <param name="proxy">What every HTTP client of the process goes through, if anything.</param>
    public HostileHost(Uri? proxy = null)
    {
        DistributedContextPropagator.Current = DistributedContextPropagator.CreatePassThroughPropagator();
        if (proxy is not null)
        {
            HttpClient.DefaultProxy = new WebProxy(proxy)
            {
                Credentials = new NetworkCredential(Canary.Marks["email"], Canary.Marks["key"]),
            };
        }
        var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        _subscriptions.Add(listener);
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        _activity = _source.StartActivity("request")!;
        _activity.AddBaggage("user.email", Canary.Marks["email"]).AddBaggage("user.name", Canary.Marks["firstName"]);
        _activity.TraceStateString = $"user={Canary.Marks["key"]}";
    }

    /// <summary>Gives every HTTP client that the host's factory makes something to say of a user.</summary>
    public static void Register(UserActivityTrackingBuilder builder) =>
        builder.Services.ConfigureHttpClientDefaults(client =>
            client
                .ConfigureHttpClient(one => one.DefaultRequestHeaders.Add("X-User", Canary.Marks["email"]))
                .AddHttpMessageHandler(() => new TellingHandler())
        );

    public void OnNext(DiagnosticListener value) => _subscriptions.Add(value.Subscribe(this));

    // As an agent does that carries its trace on.
    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value?.GetType().GetProperty("Request")?.GetValue(value.Value) is HttpRequestMessage request)
        {
            request.Headers.TryAddWithoutValidation("X-Agent-User", Canary.Marks["email"]);
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        _activity.Dispose();
        _source.Dispose();
        _subscriptions.ForEach(one => one.Dispose());
        DistributedContextPropagator.Current = _propagator;
        HttpClient.DefaultProxy = _proxy;
    }

    private sealed class TellingHandler : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            request.Headers.TryAddWithoutValidation("Cookie", $"user={Canary.Marks["email"]}");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
