using System.Security.Cryptography.X509Certificates;

namespace Blueshift.Tracking.Conformance.Support;

/// <summary>Makes a client as careful as the library's: no redirect, no cookie, no decompression.</summary>
internal static class StrictClient
{
    /// <param name="address">The endpoint's base address.</param>
    /// <param name="roots">The PEM file with the only roots to trust; the machine's where there is none.</param>
    public static HttpClient Create(Uri address, string? roots)
    {
        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        handler.SslOptions.CertificateChainPolicy = Policy(roots);
        return new HttpClient(handler) { BaseAddress = address };
    }

    private static X509ChainPolicy? Policy(string? roots)
    {
        if (roots is null)
        {
            return null;
        }

        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.ImportFromPemFile(roots);
        return policy;
    }
}
