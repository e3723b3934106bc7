using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>
/// Is the whole library against a server that presents a good certificate and answers whatever it likes: with an activity of an
/// invented person that waits, and a clock that the test moves.
/// </summary>
internal sealed class HostileHost : IAsyncDisposable
{
    private readonly Authority _authority = new();
    private readonly TemporaryFile _roots;
    private readonly EndpointClient _client;

    /// <summary>Starts it.</summary>
    /// <param name="serve">What the server does with each connection.</param>
    /// <param name="application">What it speaks inside of TLS.</param>
    public HostileHost(Func<ServedConnection, Task> serve, string? application = null)
    {
        var certificate = _authority.Issue(new CertificateRecipe());
        Server = new HostileServer(HostileServer.Tls(certificate, application), serve);
        _roots = new TemporaryFile(_authority.RootPem);
        var options = Some.Options(Settings);
        var verification = Some.Verification(options);
        _client = new EndpointClient(
            EndpointConnection.Create(options, new ChangingCredential("first"), verification, Exchange),
            options,
            Exchange,
            verification
        );
        Library = new TrackingHost(new HttpActivityTransport(_client, options), Settings);
    }

    public HostileServer Server { get; }

    public TrackingHost Library { get; }

    /// <summary>Gets the clock of the exchange's deadline.</summary>
    public ObservedTimeProvider Exchange { get; } = new();

    /// <summary>Records an activity, and waits until delivery has met the server and waits for its next try.</summary>
    /// <param name="tries">How often it meets it.</param>
    public async Task MeetAsync(int tries = 2)
    {
        await Library.Tracker.TrackAsync(Some.Activity());
        for (var time = 1; time < tries; time++)
        {
            await Library.Time.PassWaitAsync(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        }
        await Library.Time.PassWaitUnmovedAsync(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
    }

    public async ValueTask DisposeAsync()
    {
        await Library.DisposeAsync();
        _client.Dispose();
        await Server.DisposeAsync();
        _roots.Dispose();
        _authority.Dispose();
    }

    private void Settings(UserActivityTrackingOptions options)
    {
        options.Endpoint = Server.Address;
        options.Tls.TrustedRoots = _roots.Path;
    }
}
