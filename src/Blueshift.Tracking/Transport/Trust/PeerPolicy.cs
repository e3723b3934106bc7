using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Blueshift.Tracking.Transport.Trust;

/// <summary>
/// Decides whether a server is the endpoint: all that .NET checks, and on top what it lets pass on Linux (weak signatures and keys,
/// a name in the subject alone, no stated usage), and pins. It reads what a chain build found out and asks nobody itself.
/// </summary>
internal sealed class PeerPolicy
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const X509ChainStatusFlags Unknown =
        X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;

    private readonly string _host;
    private readonly string _proxy;
    private readonly HashSet<string> _pins;
    private readonly bool _refusesUnknown;
    private readonly bool _hasOwnRoots;

    public PeerPolicy(UserActivityTrackingOptions options)
    {
        _host = options.Endpoint!.IdnHost;
        _proxy = ProxySetting.Describe(options.Proxy);
        _pins = [.. options.Tls.Pins];
        _refusesUnknown = options.Tls.Revocation == UnknownRevocation.Refuse;
        _hasOwnRoots = !string.IsNullOrEmpty(options.Tls.TrustedRoots);
    }

    public PeerVerdict Judge(X509Chain? chain, SslPolicyErrors errors)
    {
        if (
            chain is null
            || chain.ChainElements.Count == 0
            || errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable)
        )
        {
            return new PeerVerdict("presents no certificate", RevocationAnswer.Known);
        }
        var found = chain.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        if (found == X509ChainStatusFlags.NoError && errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            return new PeerVerdict("presents a certificate chain that is not valid", RevocationAnswer.Known);
        }
        var revocation = (found & Unknown) == X509ChainStatusFlags.NoError ? RevocationAnswer.Known : Asked(chain);
        return new PeerVerdict(
            OfChain(chain, found & ~Unknown)
                ?? OfNames(chain.ChainElements[0].Certificate, errors)
                ?? OfCertificates(chain)
                ?? OfPins(chain)
                ?? OfRevocation(revocation),
            revocation
        );
    }

    private string? OfChain(X509Chain chain, X509ChainStatusFlags found)
    {
        if (found == X509ChainStatusFlags.NoError)
        {
            return null;
        }
        if (found.HasFlag(X509ChainStatusFlags.Revoked))
        {
            return "presents a certificate that was revoked";
        }
        if (
            (found & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain))
            != X509ChainStatusFlags.NoError
        )
        {
            // A proxy that opens TLS signs with a root of its own.
            return $"presents a certificate whose root is not among {(_hasOwnRoots ? "Tls:TrustedRoots" : "the system's")} "
                + $"(proxy {_proxy})";
        }
        return found.HasFlag(X509ChainStatusFlags.NotTimeValid)
            ? "presents a certificate that is not valid now: " + Validity(chain)
            : $"presents a certificate chain that is not valid ({found})";
    }

    private static string Validity(X509Chain chain)
    {
        var outdated = chain
            .ChainElements.First(element =>
                element.ChainElementStatus.Any(status => status.Status.HasFlag(X509ChainStatusFlags.NotTimeValid))
            )
            .Certificate;
        return $"it is from {Day(outdated.NotBefore)} to {Day(outdated.NotAfter)}";
    }

    private static string Day(DateTime date) =>
        date.ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    private string? OfNames(X509Certificate2 leaf, SslPolicyErrors errors)
    {
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) || !IsFor(leaf, _host))
        {
            return "presents a certificate for another host name";
        }
        var usages = leaf
            .Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .SelectMany(one => one.EnhancedKeyUsages.Cast<Oid>());
        return usages.Any(usage => usage.Value == ServerAuthentication)
            ? null
            : "presents a certificate that does not say that it is for servers";
    }

    private static bool IsFor(X509Certificate2 leaf, string host)
    {
        try
        {
            return leaf.MatchesHostname(host, allowWildcards: true, allowCommonName: false);
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            // No host name that a certificate can hold, or alternative names that cannot be read.
            return false;
        }
    }

    // The root is trusted for what it is: its signature of itself says nothing.
    private static string? OfCertificates(X509Chain chain)
    {
        for (var index = 0; index < chain.ChainElements.Count; index++)
        {
            var certificate = chain.ChainElements[index].Certificate;
            var what = index == 0 ? "a certificate" : "a certificate chain with one";
            if (CertificateKey.Weakness(certificate) is { } weakness)
            {
                return $"presents {what} whose key is {weakness}";
            }
            if (index < chain.ChainElements.Count - 1 && !CertificateSignature.IsStrong(certificate))
            {
                return $"presents {what} that is signed with {certificate.SignatureAlgorithm.FriendlyName ?? "an unknown algorithm"}";
            }
        }
        return null;
    }

    private string? OfPins(X509Chain chain) =>
        _pins.Count == 0 || chain.ChainElements.Any(element => _pins.Contains(PinOf(element.Certificate)))
            ? null
            : "presents a certificate chain with none of Tls:Pins";

    private static string PinOf(X509Certificate2 certificate) =>
        Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    private string? OfRevocation(RevocationAnswer revocation) =>
        _refusesUnknown && revocation != RevocationAnswer.Known
            ? "presents a certificate of which nobody says whether it was revoked, and Tls:Revocation is Refuse"
            : null;

    private static RevocationAnswer Asked(X509Chain chain) =>
        chain
            .ChainElements.Where(element =>
                element.ChainElementStatus.Any(status => (status.Status & Unknown) != X509ChainStatusFlags.NoError)
            )
            .All(element => NamesSomebody(element.Certificate))
            ? RevocationAnswer.NoAnswer
            : RevocationAnswer.NobodyToAsk;

    // A revocation list, or a responder of OCSP.
    private static bool NamesSomebody(X509Certificate2 certificate) =>
        certificate.Extensions.Any(extension =>
            extension.Oid?.Value == "2.5.29.31"
            || (extension is X509AuthorityInformationAccessExtension access && access.EnumerateOcspUris().Any())
        );
}
