using System.Globalization;
using Blueshift.Tracking.Benchmarks.Support;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Benchmarks.Children;

/// <summary>Is what a measured client is told: its folder, the endpoint, the endpoint's root, whether to compress, and how much to deliver before.</summary>
internal sealed record DeliverySetup(string Folder, Uri Endpoint, string Roots, bool Compress, int WarmUpCount)
{
    public static DeliverySetup Read(string[] args) =>
        new(args[0], new Uri(args[1]), args[2], bool.Parse(args[3]), int.Parse(args[4], CultureInfo.InvariantCulture));

    public IEnumerable<string> Args =>
        [Folder, Endpoint.AbsoluteUri, Roots, Compress.ToString(), WarmUpCount.ToString(CultureInfo.InvariantCulture)];

    public Uri Taken(long count) => new(Endpoint, $"/taken/{count}");

    /// <summary>Makes a handler that trusts the endpoint.</summary>
    public SocketsHttpHandler NewHandler()
    {
        var options = new UserActivityTrackingOptions();
        TrackingSetup.For(Folder, Endpoint, Roots)(options);
        return Connection.To(options);
    }
}
