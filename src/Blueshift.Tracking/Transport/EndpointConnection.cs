using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Blueshift.Tracking.Transport.Credentials;
using Blueshift.Tracking.Transport.Trust;
using Microsoft.Extensions.Http.Resilience;

namespace Blueshift.Tracking.Transport;

/// <summary>
/// Makes the one HttpClient of the library. It is not the host's: no handler, logger, cookie, redirect or trace header of the
/// host touches it.
/// </summary>
internal static class EndpointConnection
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public static HttpClient Create(
        UserActivityTrackingOptions options,
        ITrackingCredential credential,
        PeerVerification verification,
        TimeProvider timeProvider
    )
    {
        var stale = new StaleConnectionHandler();
        return Create(options, SocketsHandler(options, stale, verification), stale, credential, timeProvider);
    }

    /// <summary>Puts the library's own handlers around a primary one.</summary>
    [SuppressMessage(
        "Reliability",
        "CA2000:Dispose objects before losing scope",
        Justification = "The client disposes its handlers."
    )]
    public static HttpClient Create(
        UserActivityTrackingOptions options,
        HttpMessageHandler primary,
        StaleConnectionHandler stale,
        ITrackingCredential credential,
        TimeProvider timeProvider
    )
    {
        stale.InnerHandler = new AnswerLimitHandler { InnerHandler = primary };
        var pipeline = ResiliencePipelines.Exchange(options.Delivery.RequestTimeout, timeProvider);
        // The pipeline's deadline covers all; the client's own would not cover the body.
        var bearer = new BearerHandler(credential) { InnerHandler = stale };
        return new HttpClient(new ResilienceHandler(pipeline) { InnerHandler = bearer }, disposeHandler: true)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    [SuppressMessage(
        "Security",
        "CA5398:Avoid hardcoded SslProtocols values",
        Justification = "The contract allows 1.2 and 1.3 alone."
    )]
    internal static SocketsHttpHandler SocketsHandler(
        UserActivityTrackingOptions options,
        StaleConnectionHandler stale,
        PeerVerification verification
    ) =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxConnectionsPerServer = 2,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 64 * 1024,
            // No trace header leaves; and without one no subscriber of the host's diagnostics is handed the request, key and body in it.
            ActivityHeadersPropagator = null,
            // Finds a connection that a firewall forgot, rather than waiting for its lifetime to end.
            KeepAlivePingDelay = TimeSpan.FromSeconds(15),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.WithActiveRequests,
            UseProxy = ProxySetting.IsUsed(options.Proxy),
            Proxy = ProxySetting.Address(options.Proxy),
            PlaintextStreamFilter = stale.CountAsync,
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                AllowRenegotiation = false,
                // Each connection shows its certificate anew, so that pins and revocation take effect with the next.
                AllowTlsResume = false,
                CertificateChainPolicy = verification.ChainPolicy,
                RemoteCertificateValidationCallback = (_, _, chain, errors) => verification.IsTrusted(chain, errors),
            },
        };
}
