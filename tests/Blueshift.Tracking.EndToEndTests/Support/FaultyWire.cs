using Blueshift.Tracking.Testing.AspNetCore;
using Blueshift.Tracking.Testing.AspNetCore.Serving;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Is the way between a client and the endpoint's process, with the faults of one seed, and the client's time.</summary>
internal sealed class FaultyWire : IAsyncDisposable
{
    /// <summary>Is how many activities a request has at most.</summary>
    public const int BatchCount = 250;

    /// <summary>Is the client's deadline for one exchange.</summary>
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromMinutes(5);

    // Also how often the library looks for what siblings left.
    private static readonly TimeSpan AppendTimeout = TimeSpan.FromMinutes(1);

    // How often it is looked whether a heartbeat is due.
    private static readonly TimeSpan HeartbeatLook = TimeSpan.FromSeconds(30);

    private readonly string _rootFile = Path.GetTempFileName();
    private readonly RunningEndpoint _endpoint;
    private readonly EndpointRelay _relay;
    private readonly WireFaults _faults;

    private FaultyWire(int seed, RunningEndpoint endpoint, ScriptedEndpoint front, PassingClock clock)
    {
        _endpoint = endpoint;
        Front = front;
        Clock = clock;
        _relay = new EndpointRelay(endpoint.Process);
        _faults = new WireFaults(seed, endpoint.Process, clock);
        front.Options.Behind = _relay.SendAsync;
        front.Script.Draw(_faults.Next);
        front.WriteRoot(_rootFile);
    }

    public PassingClock Clock { get; }

    public ScriptedEndpoint Front { get; }

    /// <summary>Gets what happened to each request, in order; what was thrown for it stands behind a stroke.</summary>
    public string Story =>
        string.Join(
            ' ',
            Front.Requests.Select(request =>
                request.Failure is { } failure ? $"{request.Step}/{failure.GetType().Name}" : request.Step
            )
        );

    public static async Task<FaultyWire> StartAsync(int seed, RunningEndpoint endpoint)
    {
        var clock = new PassingClock(RequestTimeout, AppendTimeout, HeartbeatLook);
        return new FaultyWire(seed, endpoint, await ScriptedEndpoint.StartAsync(new() { TimeProvider = clock }), clock);
    }

    public void Configure(UserActivityTrackingOptions options)
    {
        _endpoint.Configure(options);
        options.Endpoint = Front.Address;
        options.Tls.TrustedRoots = _rootFile;
        options.Buffer.AppendTimeout = AppendTimeout;
        options.Delivery.MaxBatchCount = BatchCount;
        options.Delivery.RequestTimeout = RequestTimeout;
    }

    public async ValueTask DisposeAsync()
    {
        await Front.DisposeAsync();
        await Clock.DisposeAsync();
        _relay.Dispose();
        _faults.Dispose();
        File.Delete(_rootFile);
    }
}
