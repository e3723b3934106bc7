using System.Text;
using Blueshift.Tracking.Buffering.Sealing;

namespace Blueshift.Tracking.Benchmarks.Support;

/// <summary>Makes the settings of a host whose endpoint is down: nothing listens on its port.</summary>
internal static class TrackingSetup
{
    private const string KeyFront = "bst1_abcd2345_";
    private const int SecretLength = 43;

    private static string ApiKey { get; } = WithCheck(KeyFront + new string('s', SecretLength - 1) + "_");

    /// <summary>Gives settings for a folder on the real disk.</summary>
    public static Action<UserActivityTrackingOptions> For(string folder, long maxBytes = 1L << 30) =>
        options =>
        {
            options.Endpoint = new Uri("https://127.0.0.1:1/");
            options.ClientInstanceId = "acme-prod";
            options.Credential.ApiKey = ApiKey;
            options.Buffer.Folder = folder;
            options.Buffer.MaxBytes = maxBytes;
        };

    /// <summary>Gives settings for an endpoint that answers.</summary>
    public static Action<UserActivityTrackingOptions> For(string folder, Uri endpoint, string roots) =>
        options =>
        {
            For(folder)(options);
            options.Endpoint = endpoint;
            options.Tls.TrustedRoots = roots;
            options.Delivery.Linger = TimeSpan.Zero;
        };

    private static string WithCheck(string beginning) =>
        $"{beginning}_{Crc32C.Of(Encoding.ASCII.GetBytes(beginning)):x8}";
}
