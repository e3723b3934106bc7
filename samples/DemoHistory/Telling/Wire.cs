using System.Net.Http.Headers;
using System.Text.Json;

namespace DemoHistory.Telling;

/// <summary>Posts for one instance, and takes no answer but the one it expects.</summary>
internal sealed class Wire(HttpClient client, string instance, string key)
{
    private static readonly MediaTypeHeaderValue Batch = new("application/cloudevents-batch+json");
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <exception cref="HistoryFaultException">Not everything was taken.</exception>
    public async Task PostAsync(IReadOnlyList<ToldActivity> activities)
    {
        using var answer = await PostAsync("v1/activities", Batch, WireMessage.Batch(instance, activities));
        var verdicts = answer.RootElement.GetProperty("results").EnumerateArray();
        if (verdicts.Count(IsTaken) != activities.Count)
        {
            throw new HistoryFaultException($"The endpoint does not take everything of {instance}.");
        }
    }

    public async Task PostHeartbeatAsync(byte[] heartbeat)
    {
        using var answer = await PostAsync("v1/heartbeat", Json, heartbeat);
    }

    private static bool IsTaken(JsonElement verdict) =>
        verdict.GetProperty("status").GetString() is "accepted" or "duplicate";

    private async Task<JsonDocument> PostAsync(string address, MediaTypeHeaderValue type, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = type } };
        using var response = await client.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            throw new HistoryFaultException($"{address} answered {(int)response.StatusCode} to {instance}.");
        }
        return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
    }
}
