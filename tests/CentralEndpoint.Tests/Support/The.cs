using System.Security.Cryptography.X509Certificates;

namespace CentralEndpoint.Tests.Support;

/// <summary>Fixed data.</summary>
internal static class The
{
    public const string Type = "one.blueshift.user-activity.v1";
    public const string Journal = "019ab3e0-11aa-7c00-8f00-0123456789ab";
    public const string ProblemBase = "https://blueshift.one/tracking/problems/";
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Gives the trust of a client that knows only the roots of one file.</summary>
    public static X509ChainPolicy PolicyTrusting(string pemFile)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(pemFile);
        return policy;
    }
}
