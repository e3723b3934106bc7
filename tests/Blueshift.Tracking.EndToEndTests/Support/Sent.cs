using System.Text.Json;
using Blueshift.Tracking.Testing.AspNetCore;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Reads what came to an endpoint, also what it did not answer.</summary>
internal static class Sent
{
    /// <summary>Gets the requests with activities that wait for an answer.</summary>
    public static IReadOnlyList<ReceivedRequest> Unanswered(this FakeCentralEndpoint endpoint) =>
        [
            .. endpoint.Requests.Where(static request =>
                request is { ActivityCount: > 0, AnswerStatus: null, IsEnded: false }
            ),
        ];

    /// <summary>Gets the ids of a request's activities, in order.</summary>
    public static IReadOnlyList<string> Ids(this ReceivedRequest request)
    {
        using var batch = JsonDocument.Parse(request.Content!.Value);
        return [.. batch.RootElement.EnumerateArray().Select(static one => one.GetProperty("id").GetString()!)];
    }
}
