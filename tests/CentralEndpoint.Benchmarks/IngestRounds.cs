using System.Diagnostics;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using CentralEndpoint.Projection;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Benchmarks;

/// <summary>
/// F12: batches of 500 over TLS, compressed, from four instances at the same time, until each is answered; against their rows put
/// into the same tables, with a commit for each batch too. Bodies and rows are ready before the clock runs.
/// </summary>
internal static class IngestRounds
{
    private const int Senders = 4;
    private const int Batches = 6;
    private const int BatchCount = 500;
    private const int WarmUps = 2;

    /// <summary>Is how many activities a round has.</summary>
    public const int Count = Senders * Batches * BatchCount;

    private static int s_last;

    public static async Task RunAsync(MeasuredEndpoint endpoint, int rounds)
    {
        for (var round = -WarmUps; round < rounds; round++)
        {
            var isFloorFirst = (round & 1) == 0;
            var first = await (isFloorFirst ? FloorAsync(endpoint) : OursAsync(endpoint));
            var second = await (isFloorFirst ? OursAsync(endpoint) : FloorAsync(endpoint));
            if (round >= 0)
            {
                Output.Write("activities", isFloorFirst ? first : second, isFloorFirst ? second : first);
            }
        }
    }

    public static async Task<double> OursAsync(MeasuredEndpoint endpoint)
    {
        var senders = new List<(string Key, List<byte[]> Bodies)>();
        foreach (var instance in NewInstances())
        {
            var key = await endpoint.AddInstanceAsync(instance);
            senders.Add((key, [.. Activities(instance).Chunk(BatchCount).Select(batch => Body(instance, batch))]));
        }

        GC.Collect();
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(senders.Select(sender => PostAsync(endpoint.Client, sender.Key, sender.Bodies)));
        return PerSecond(began);
    }

    private static async Task PostAsync(HttpClient client, string key, List<byte[]> bodies)
    {
        foreach (var body in bodies)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "v1/activities")
            {
                Content = new ByteArrayContent(body),
            };
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/cloudevents-batch+json");
            request.Content.Headers.ContentEncoding.Add("gzip");
            using var response = await client.SendAsync(request);
            var answer = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
            if (answer.Split("accepted").Length != BatchCount + 1)
            {
                throw new InvalidOperationException("Not everything was accepted.");
            }
        }
    }

    private static async Task<double> FloorAsync(MeasuredEndpoint endpoint)
    {
        var sealer = new ProfileSealer(endpoint.Store.Key);
        var writers = new List<(string Instance, List<ReadyBatch> Batches)>();
        foreach (var instance in NewInstances())
        {
            await endpoint.AddInstanceAsync(instance);
            writers.Add(
                (
                    instance,
                    [.. Activities(instance).Chunk(BatchCount).Select(batch => ReadyBatch.Of(instance, batch, sealer))]
                )
            );
        }

        GC.Collect();
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            writers.Select(writer =>
                Task.Run(async () =>
                {
                    foreach (var batch in writer.Batches)
                    {
                        await endpoint.WriteFloorAsync(writer.Instance, batch.InsertAsync);
                    }
                })
            )
        );
        return PerSecond(began);
    }

    private static IEnumerable<string> NewInstances() =>
        Enumerable.Range(0, Senders).Select(static _ => $"measured-{Interlocked.Increment(ref s_last):D4}");

    private static IEnumerable<MadeActivity> Activities(string instance) => History.Of(instance, Batches * BatchCount);

    private static byte[] Body(string instance, MadeActivity[] batch)
    {
        var json = new JsonArray([.. batch.Select(one => one.ToJson(instance))]).ToJsonString();
        using var body = new MemoryStream();
        using (var gzip = new GZipStream(body, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(json));
        }

        return body.ToArray();
    }

    private static double PerSecond(long began) => Count / Stopwatch.GetElapsedTime(began).TotalSeconds;
}
