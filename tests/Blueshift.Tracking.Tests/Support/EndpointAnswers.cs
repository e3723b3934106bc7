namespace Blueshift.Tracking.Tests.Support;

/// <summary>Holds bodies that an endpoint of the contract answers with.</summary>
internal static class EndpointAnswers
{
    public const string MalformedBatch =
        "{\"type\":\"https://blueshift.one/tracking/problems/malformed-batch\",\"status\":400}";

    public const string TooLarge =
        "{\"type\":\"https://blueshift.one/tracking/problems/too-large\",\"maxCount\":100,\"maxBytes\":65536}";

    public static string Accepted(params Guid[] ids) =>
        $$"""{"results":[{{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}","status":"accepted"}"""))}}]}""";

    /// <summary>Gives one of each verdict, for four activities.</summary>
    public static string EachVerdict(Guid[] ids) =>
        $$"""
            {"results":[
              {"id":"{{ids[0]}}","status":"accepted"},
              {"id":"{{ids[1]}}","status":"duplicate"},
              {"id":"{{ids[2]}}","status":"rejected","reason":"invalid-field","pointer":"/data/email"},
              {"id":"{{ids[3]}}","status":"deferred","retryAfter":30}]}
            """;
}
