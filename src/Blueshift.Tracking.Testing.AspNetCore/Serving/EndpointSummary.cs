using System.Globalization;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Tells whoever waited in vain what came instead, and what the reason may be. It names no person.</summary>
internal static class EndpointSummary
{
    private const int Shown = 5;

    public static string Of(string missing, TimeSpan timeout, ScriptedEndpoint endpoint)
    {
        var requests = endpoint.Requests;
        List<string> lines =
        [
            $"{missing} within {timeout.ToString("c", CultureInfo.InvariantCulture)}.",
            Text(
                $"  What came: connections {endpoint.Connections.Count}, requests {requests.Count}, activities stored {endpoint.Count}, heartbeats {endpoint.Heartbeats.Count}."
            ),
            .. requests.TakeLast(Shown).Select(request => $"  {request}"),
            .. Hints(endpoint).Select(hint => $"  {hint}"),
        ];
        return string.Join(Environment.NewLine, lines);
    }

    private static IEnumerable<string> Hints(ScriptedEndpoint endpoint)
    {
        var requests = endpoint.Requests;
        if (!endpoint.IsListening)
        {
            yield return $"The endpoint refuses connections until {nameof(FakeCentralEndpoint.AcceptConnectionsAsync)}.";
        }
        else if (endpoint.Connections.Count == 0)
        {
            yield return $"Nobody came. Is tracking registered with {nameof(FakeCentralEndpoint)}.{nameof(FakeCentralEndpoint.Configure)}, after every other "
                + "AddUserActivityTracking, and does the application run? Without a host the first use of the tracker starts delivery.";
        }
        else if (requests.Count == 0)
        {
            yield return $"Nobody came further than TLS. A client has to trust {nameof(FakeCentralEndpoint.TrustedRoots)} and nothing else.";
        }
        else if (requests.All(request => request.ActivityCount == 0))
        {
            yield return "No request brought an activity. Was one tracked, with TrackResult.IsRecorded?";
        }
        if (endpoint.Script.HasStanding)
        {
            yield return $"A scripted answer or fault stands until {nameof(FakeCentralEndpoint.AnswerNormally)}.";
        }
        if (requests.Any(request => request.AnswerStatus is not 200))
        {
            yield return "After a refusal or a fault the client waits, by its own clock: 1 to 2 s at first, after some answers a minute. A fake clock has to be moved.";
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
