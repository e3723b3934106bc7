using System.IO.Compression;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Makes batches as delivery does, and reads them back from a request's body.</summary>
internal static class Batches
{
    public const string Source = "/clients/acme-prod/journals/019ab3e0-11aa-7c00-8f00-0123456789ab";

    public static OutgoingBatch Of(params UserActivity[] activities) => Of(Some.Options(), Source, activities);

    public static OutgoingBatch Of(
        UserActivityTrackingOptions options,
        string source,
        IReadOnlyCollection<UserActivity> activities
    )
    {
        var encoder = new ActivityEncoder(options, new ObservedTimeProvider());
        var encoded = activities.Select(activity => encoder.Encode(activity));
        return new OutgoingBatch(
            source,
            encoded.Select((one, index) => new OutgoingActivity(index + 1, one.Id, one.Bytes)).ToArray()
        );
    }

    /// <summary>Gives the body as it was before compression.</summary>
    public static async Task<byte[]> InflatedAsync(HttpContent content)
    {
        if (!content.Headers.ContentEncoding.Contains("gzip"))
        {
            return await content.ReadAsByteArrayAsync();
        }
        await using var gzip = new GZipStream(await content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        await gzip.CopyToAsync(plain);
        return plain.ToArray();
    }
}
