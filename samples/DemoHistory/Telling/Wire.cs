using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace DemoHistory.Telling;

/// <summary>Posts for one instance, and takes no answer but the one it expects.</summary>
internal sealed class Wire(HttpClient client, string instance, string key)
{
    private const int Attempts = 10;

    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(1);
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

    // As a client does: what cannot be stored now is sent again.
    private async Task<JsonDocument> PostAsync(string address, MediaTypeHeaderValue type, byte[] body)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var response = await SendAsync(address, type, body);
            if (response.IsSuccessStatusCode)
            {
                return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
            }
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable || attempt == Attempts)
            {
                throw new HistoryFaultException($"{address} answered {(int)response.StatusCode} to {instance}.");
            }
            await Task.Delay(BetweenAttempts);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string address, MediaTypeHeaderValue type, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = type } };
        return await client.SendAsync(request);
    }
}
