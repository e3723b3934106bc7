using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Blueshift.Tracking.Conformance.Support;

/// <summary>Posts in the name of one client instance.</summary>
internal sealed class Sender(HttpClient client, ConformanceAccount account)
{
    public const string Activities = "v1/activities";
    public const string Heartbeat = "v1/heartbeat";

    public string Instance { get; } = account.Instance;

    /// <summary>Makes an activity of this instance.</summary>
    public string Activity(Action<JsonObject>? change = null)
    {
        var activity = Some.Activity(Instance);
        change?.Invoke(activity);
        return activity.ToJsonString();
    }

    public Task<Answer> PostAsync(params string[] activities) => PostBodyAsync($"[{string.Join(',', activities)}]");

    public Task<Answer> PostBodyAsync(string body) => PostBodyAsync(Encoding.UTF8.GetBytes(body));

    public Task<Answer> PostBodyAsync(byte[] body, Action<HttpRequestMessage>? change = null) =>
        SendAsync(Activities, body, "application/cloudevents-batch+json", change);

    public Task<Answer> PostGzipAsync(byte[] compressed) =>
        PostBodyAsync(compressed, static request => request.Content!.Headers.ContentEncoding.Add("gzip"));

    public Task<Answer> BeatAsync(string heartbeat, Action<HttpRequestMessage>? change = null) =>
        SendAsync(Heartbeat, Encoding.UTF8.GetBytes(heartbeat), "application/json", change);

    public static byte[] Gzip(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }

    private async Task<Answer> SendAsync(string path, byte[] body, string mediaType, Action<HttpRequestMessage>? change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", account.ApiKey);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        change?.Invoke(request);
        using var response = await client.SendAsync(request);
        return await Answer.OfAsync(response);
    }
}
