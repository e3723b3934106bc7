using System.Text;
using Blueshift.Tracking.Testing.AspNetCore;
using Blueshift.Tracking.Testing.AspNetCore.Scripting;
using Blueshift.Tracking.Testing.AspNetCore.Serving;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>Is one path that people's values take through applications, endpoints and folders, all of them watched.</summary>
internal sealed class CanaryRun : IAsyncDisposable
{
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan AppendTimeout = TimeSpan.FromMinutes(1);

    /// <summary>Is what an application waits for after each heartbeat.</summary>
    public static readonly TimeSpan HeartbeatLook = TimeSpan.FromSeconds(30);

    /// <summary>Is where nobody listens.</summary>
    public static readonly Uri Nowhere = new("https://localhost:1");

    // By the client's clock.
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromDays(20);

    private readonly string _home = Directory.CreateTempSubdirectory("blueshift-canary-").FullName;
    private readonly List<IAsyncDisposable> _started = [];

    public CanaryRun(int count, EventWatch events)
    {
        Watch = new CanaryWatch(events);
        People = Canary.Users(count);
        Folder = Directory.CreateDirectory(Path.Combine(_home, "buffer")).FullName;
    }

    public IReadOnlyList<TrackedUser> People { get; }

    public CanaryWatch Watch { get; }

    public PassingClock Clock { get; } = new(RequestTimeout, AppendTimeout, 2 * AppendTimeout, HeartbeatLook);

    /// <summary>Gets the folder of the buffer.</summary>
    public string Folder { get; }

    /// <summary>Writes a file that is not the library's.</summary>
    /// <returns>Its path.</returns>
    public string Write(string name, string text)
    {
        var path = Path.Combine(_home, name);
        File.WriteAllText(path, text);
        return path;
    }

    public async Task<ScriptedEndpoint> StartEndpointAsync(HttpProtocols protocols = HttpProtocols.Http1AndHttp2)
    {
        var options = new ScriptedEndpointOptions { TimeProvider = Clock, Protocols = protocols };
        return Started(await ScriptedEndpoint.StartAsync(options));
    }

    /// <summary>Starts an application that delivers to an endpoint.</summary>
    public CanaryApplication Start(
        ScriptedEndpoint endpoint,
        Action<UserActivityTrackingOptions>? change = null,
        Action<UserActivityTrackingBuilder>? register = null
    ) => Start(endpoint.Address, Write("root.pem", endpoint.RootPem), change, register);

    public CanaryApplication Start(
        Uri endpoint,
        string? root,
        Action<UserActivityTrackingOptions>? change = null,
        Action<UserActivityTrackingBuilder>? register = null
    ) =>
        Started(
            new CanaryApplication(
                Watch,
                Clock,
                options =>
                {
                    options.Endpoint = endpoint;
                    options.ClientInstanceId = "acme-prod";
                    options.Credential.ApiKey = Canary.ApiKey;
                    options.Tls.TrustedRoots = root;
                    options.Buffer.Folder = Folder;
                    options.Buffer.AppendTimeout = AppendTimeout;
                    options.Delivery.RequestTimeout = RequestTimeout;
                    options.Delivery.MaxInFlight = 1;
                    options.Delivery.ShutdownTimeout = TimeSpan.Zero;
                    change?.Invoke(options);
                },
                register
            )
        );

    /// <summary>Has everybody recorded and delivered, whatever the endpoint says or does first.</summary>
    public async Task<CanaryApplication> DeliverAsync(
        ScriptedEndpoint endpoint,
        Action<UserActivityTrackingOptions>? change = null,
        Action<UserActivityTrackingBuilder>? register = null
    )
    {
        var application = Start(endpoint, change, register);
        await application.TrackAsync(People);
        await SettleAsync(application);
        AssertSent(endpoint);
        return application;
    }

    /// <summary>Does something else than the contract says with every second request, so that each batch meets it and comes through.</summary>
    public static void EverySecond(ScriptedEndpoint endpoint, Func<ScriptStep> fault)
    {
        var requests = 0;
        endpoint.Script.Draw(() => Interlocked.Increment(ref requests) % 2 == 0 ? fault() : null);
    }

    /// <summary>Asserts that everybody was sent: where nothing goes, nothing is found.</summary>
    public void AssertSent(ScriptedEndpoint endpoint) => Assert.IsTrue(IsSent(endpoint));

    /// <summary>Says whether everybody was sent.</summary>
    public bool IsSent(ScriptedEndpoint endpoint)
    {
        var sent = endpoint
            .Requests.Select(request => Encoding.UTF8.GetString((request.Content ?? default).Span))
            .SelectMany(Canary.NumbersIn)
            .ToHashSet();
        return Enumerable.Range(0, People.Count).All(sent.Contains);
    }

    /// <summary>Waits until everything that was recorded is settled.</summary>
    public static async Task SettleAsync(CanaryApplication application) =>
        Assert.IsTrue(await application.Tracker.FlushAsync(FlushTimeout));

    /// <summary>Takes something that ends with the run.</summary>
    public T Started<T>(T one)
        where T : IAsyncDisposable
    {
        _started.Add(one);
        return one;
    }

    /// <summary>Ends what was started.</summary>
    public async Task StopAsync()
    {
        foreach (var one in Enumerable.Reverse(_started))
        {
            await one.DisposeAsync();
        }
        _started.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Watch.Dispose();
        await Clock.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }
}
