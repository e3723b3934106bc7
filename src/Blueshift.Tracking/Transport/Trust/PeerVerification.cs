using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Transport.Trust;

/// <summary>Is asked by each new connection whether its server may be trusted, and tells what was found.</summary>
internal sealed class PeerVerification
{
    // More different chains than an endpoint ever has; what it holds stays bounded.
    private const int MaxToldChains = 64;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    // On Linux for each list that is asked for: two that hang were measured to take 4 s, of the 10 s that a connection may take.
    private static readonly TimeSpan RevocationTimeout = TimeSpan.FromSeconds(2);

    private readonly PeerPolicy _policy;
    private readonly TrackingMeter _meter;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly HashSet<string> _toldChains = [];
    private string? _refusal;

    public PeerVerification(UserActivityTrackingOptions options, TrackingMeter meter, ILogger logger)
    {
        _policy = new PeerPolicy(options);
        _meter = meter;
        _logger = logger;
        ChainPolicy = Chain(options.Tls.TrustedRoots);
    }

    /// <summary>Gets how .NET builds and checks a chain before <see cref="IsTrusted"/> is asked. It takes the place of every other setting of TLS for that.</summary>
    public X509ChainPolicy ChainPolicy { get; }

    /// <summary>Says whether a server may be sent anything.</summary>
    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "Whatever cannot be checked is not trusted."
    )]
    public bool IsTrusted(X509Chain? chain, SslPolicyErrors errors)
    {
        try
        {
            var verdict = _policy.Judge(chain, errors);
            if (verdict is { IsTrusted: true, Revocation: not RevocationAnswer.Known })
            {
                TellUnknown(chain!.ChainElements[0].Certificate, verdict.Revocation);
            }
            Interlocked.Exchange(ref _refusal, verdict.Refusal);
            return verdict.IsTrusted;
        }
        catch (Exception exception)
        {
            Interlocked.Exchange(
                ref _refusal,
                $"presents a certificate that cannot be checked ({exception.GetType().FullName})"
            );
            return false;
        }
    }

    /// <summary>Takes why the last server was refused, as a clause after "the server"; <see langword="null"/> when none was since.</summary>
    public string? TakeRefusal() => Interlocked.Exchange(ref _refusal, null);

    private void TellUnknown(X509Certificate2 leaf, RevocationAnswer revocation)
    {
        _meter.RevocationUnknown();
        lock (_lock)
        {
            if (_toldChains.Count >= MaxToldChains)
            {
                _toldChains.Clear();
            }
            if (!_toldChains.Add(leaf.GetCertHashString(HashAlgorithmName.SHA256)))
            {
                return;
            }
        }
        if (revocation == RevocationAnswer.NobodyToAsk)
        {
            _logger.NobodyToAskForRevocation();
        }
        else
        {
            _logger.RevocationUnknown((long)RevocationTimeout.TotalSeconds);
        }
    }

    private static X509ChainPolicy Chain(string? trustedRoots)
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.Online,
            RevocationFlag = X509RevocationFlag.ExcludeRoot,
            UrlRetrievalTimeout = RevocationTimeout,
            // A certificate that the server does not send is not fetched from an address that a stranger wrote into another.
            DisableCertificateDownloads = true,
        };
        policy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (!string.IsNullOrEmpty(trustedRoots))
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            // A file that vanished since it was checked leaves no root at all: nothing is trusted, rather than everything public.
            policy.CustomTrustStore.AddRange(Trust.TrustedRoots.Load(trustedRoots, out _) ?? []);
        }
        return policy;
    }
}
