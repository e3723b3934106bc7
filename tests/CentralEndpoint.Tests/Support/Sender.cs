using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace CentralEndpoint.Tests.Support;

/// <summary>Posts batches in the name of one instance.</summary>
internal sealed class Sender(HttpClient client, string instance, string key)
{
    public string Instance { get; } = instance;

    public string Key { get; } = key;

    public JsonObject Activity(Action<JsonObject>? change = null) => Some.Activity(Instance, change);

    public Task<Answer> PostAsync(params JsonNode[] activities) =>
        PostAsync(new JsonArray([.. activities]).ToJsonString());

    public Task<Answer> PostAsync(string body) => PostAsync(Encoding.UTF8.GetBytes(body));

    public Task<Answer> PostAsync(byte[] body, Action<HttpRequestMessage>? change = null) =>
        PostAsync("v1/activities", "application/cloudevents-batch+json", body, change);

    public Task<Answer> BeatAsync(JsonNode heartbeat) => BeatAsync(heartbeat.ToJsonString());

    public Task<Answer> BeatAsync(string body) => BeatAsync(Encoding.UTF8.GetBytes(body));

    public Task<Answer> BeatAsync(byte[] body, Action<HttpRequestMessage>? change = null) =>
        PostAsync("v1/heartbeat", "application/json", body, change);

    private async Task<Answer> PostAsync(string path, string mediaType, byte[] body, Action<HttpRequestMessage>? change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        change?.Invoke(request);
        using var response = await client.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    public Task<Answer> PostGzipAsync(byte[] compressed) =>
        PostAsync(compressed, static request => request.Content!.Headers.ContentEncoding.Add("gzip"));

    public static byte[] Gzip(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }
}
