using System.Diagnostics.Metrics;
using System.Net.Security;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Transport;
using Blueshift.Tracking.Transport.Trust;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Testing;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Sends an activity of an invented person to a server over the library's real connection, which trusts one authority.</summary>
internal sealed class TrustBench : IDisposable
{
    private readonly TemporaryFile _roots;
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MetricCollector<long> _unknown;
    private readonly TrackingMeter _meter;
    private readonly FakeLogger _logger = new();

    /// <summary>Makes a bench.</summary>
    /// <param name="root">How the root is to be; <see langword="null"/> for any.</param>
    public TrustBench(CertificateRecipe? root = null)
    {
        Authority = new Authority(root);
        _roots = new TemporaryFile(Authority.RootPem);
        var factory = _services.GetRequiredService<IMeterFactory>();
        _meter = new TrackingMeter(factory);
        _unknown = new MetricCollector<long>(
            factory,
            TrackingMeter.MeterName,
            "blueshift.tracking.tls.revocation_unknown"
        );
        Options = Some.Options(options =>
        {
            options.Endpoint = new Uri("https://127.0.0.1/");
            options.Tls.TrustedRoots = _roots.Path;
        });
    }

    public Authority Authority { get; }

    public UserActivityTrackingOptions Options { get; }

    /// <summary>Gets the clock of the exchange's deadline.</summary>
    public ObservedTimeProvider Exchange { get; } = new();

    public IReadOnlyList<FakeLogRecord> Logs => _logger.Collector.GetSnapshot();

    /// <summary>Gets how many connections were made although nobody told whether the certificate was revoked.</summary>
    public long UnknownRevocations => _unknown.GetMeasurementSnapshot().Sum(measurement => measurement.Value);

    /// <summary>Sends to a server that speaks TLS so, and never answers.</summary>
    /// <param name="tls">How it speaks TLS.</param>
    /// <param name="times">How often it is sent to, each time over a new connection.</param>
    /// <returns>What came of the last, and how many bytes the server got to see inside of TLS.</returns>
    public async Task<(DeliveryAnswer Answer, int Seen)> SendAsync(SslServerAuthenticationOptions tls, int times = 1)
    {
        await using var server = new HostileServer(tls);
        Options.Endpoint = new UriBuilder(Options.Endpoint!) { Port = server.Address.Port }.Uri;
        using var client = NewClient();
        DeliveryAnswer? answer = null;
        for (var time = 0; time < times; time++)
        {
            answer = await SendAsync(client, server);
        }
        return (answer!, server.Received.Length);
    }

    /// <summary>Sends to whatever listens there.</summary>
    public async Task<DeliveryAnswer> SendAsync(Uri address)
    {
        Options.Endpoint = address;
        using var client = NewClient();
        return await new HttpActivityTransport(client, Options).SendAsync(
            Batches.Of(Some.Activity()),
            CancellationToken.None
        );
    }

    public void Dispose()
    {
        Authority.Dispose();
        _roots.Dispose();
        _meter.Dispose();
        _unknown.Dispose();
        _services.Dispose();
    }

    private async Task<DeliveryAnswer> SendAsync(EndpointClient client, HostileServer server)
    {
        var sending = new HttpActivityTransport(client, Options).SendAsync(
            Batches.Of(Some.Activity()),
            CancellationToken.None
        );
        // Whoever is sent something shows it, and is done: nothing waits for the deadline of an answer that never comes.
        if (await Task.WhenAny(sending, server.SentSomething) != sending)
        {
            await server.DisposeAsync();
        }
        return await sending;
    }

    private EndpointClient NewClient()
    {
        var verification = new PeerVerification(Options, _meter, _logger);
        var client = EndpointConnection.Create(Options, new ChangingCredential("first"), verification, Exchange);
        return new EndpointClient(client, Options, Exchange, verification);
    }
}
