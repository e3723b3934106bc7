using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using Blueshift.Tracking.Benchmarks.Children;
using Blueshift.Tracking.Benchmarks.Support;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>
/// F4 and F6b: the journal drained to an endpoint on loopback over TLS, against an HttpClient that posts the same bodies, ready
/// made and compressed, as many at once; and what one more delivered activity allocates, beside what starting delivery does.
/// </summary>
internal sealed class DrainGoal : IRatioGoal
{
    private const int Count = 100_000;
    private const int Few = 10_000;
    private const int Prepared = 200;
    private const int BatchCount = 500;
    private const string AllocationId = "F6b";

    public string Id => "F4";

    public IReadOnlyList<string> Ids => [Id, AllocationId];

    public async Task<IReadOnlyList<RatioRow>> JudgeAsync(RatioSettings settings)
    {
        using var folder = new WorkFolder();
        await using var endpoint = await EndpointProcess.StartAsync(folder.Below("endpoint"));
        var bodies = await PrepareAsync(folder.Below("prepared"));
        var allocated = new List<double>();
        var round = 0;
        var rounds = await Rounds.AlternateAsync(
            settings.Rounds,
            () => PostAsync(endpoint, bodies),
            async () =>
            {
                var (_, few) = await DrainAsync(endpoint, folder.Below($"few-{round}"), Few);
                var (speed, all) = await DrainAsync(endpoint, folder.Below($"all-{round++}"), Count);
                allocated.Add((all - few) / (double)(Count - Few));
                return speed;
            }
        );
        return
        [
            RatioRow.ByRatio(Id, "drain over TLS", "activities/s", rounds, Target.AtLeast(0.60)),
            RatioRow.ByOurs(AllocationId, "dispatch", "B/activity", allocated[^settings.Rounds..], Target.AtMost(16)),
        ];
    }

    // The bodies that dispatch itself would send.
    private static async Task<IReadOnlyList<byte[]>> PrepareAsync(string folder)
    {
        await using var tracked = new TrackedProvider(folder);
        await tracked.FillAsync(Prepared * BatchCount);
        var bodies = new List<byte[]>();
        while (await tracked.Buffer.ClaimAsync(BatchCount, int.MaxValue, CancellationToken.None) is { } claim)
        {
            var batch = new OutgoingBatch(
                claim.Source,
                claim.Activities.Select(one => new OutgoingActivity(one.Sequence, one.Id, one.Bytes))
            );
            using var content = BatchContent.Create(batch, compress: true, out _);
            bodies.Add(content.Bytes.ToArray());
            var settlements = Enumerable.Repeat(Settlement.Delivered, claim.Activities.Count).ToArray();
            await tracked.Buffer.SettleAsync(claim, settlements, CancellationToken.None);
        }
        return bodies;
    }

    private static async Task<double> PostAsync(EndpointProcess endpoint, IReadOnlyList<byte[]> bodies)
    {
        var options = new UserActivityTrackingOptions();
        TrackingSetup.For("/", endpoint.Address, endpoint.Roots)(options);
        using var client = new HttpClient(Connection.To(options));
        var next = -1;
        // It connects within the time, as delivery does.
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, options.Delivery.MaxInFlight)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (Interlocked.Increment(ref next) is var index && index < bodies.Count)
                        {
                            await PostOneAsync(client, endpoint, bodies[index]);
                        }
                    })
                )
        );
        return Count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task PostOneAsync(HttpClient client, EndpointProcess endpoint, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(BatchContent.MediaType);
        content.Headers.ContentEncoding.Add("gzip");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(endpoint.Address, "/v1/activities"))
        {
            Content = content,
            Version = HttpVersion.Version20,
        };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await response.Content.CopyToAsync(Stream.Null);
    }

    private static async Task<(double Speed, long Bytes)> DrainAsync(EndpointProcess endpoint, string folder, int count)
    {
        await using (var filled = new TrackedProvider(folder))
        {
            await filled.FillAsync(count);
        }
        await using var tracked = new TrackedProvider(TrackingSetup.For(folder, endpoint.Address, endpoint.Roots));
        // The first use starts delivery: this one too is measured.
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var began = Stopwatch.GetTimestamp();
        var isDrained = await tracked.Tracker.FlushAsync(TimeSpan.FromMinutes(5));
        var time = Stopwatch.GetElapsedTime(began);
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        if (!isDrained || tracked.Buffer.GetState().Waiting > 0)
        {
            throw new InvalidOperationException("The journal was not drained.");
        }
        return (count / time.TotalSeconds, allocated);
    }
}
