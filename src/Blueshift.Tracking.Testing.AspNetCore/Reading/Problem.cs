namespace Blueshift.Tracking.Testing.AspNetCore.Reading;

/// <summary>Is an error of the whole request (RFC 9457) with fixed texts.</summary>
internal sealed record Problem(int Status, string Name, string Title)
{
    public const string Base = "https://blueshift.one/tracking/problems/";

    public static readonly Problem Unauthorized = new(401, "unauthorized", "The credential is not accepted.")
    {
        Header = ("WWW-Authenticate", "Bearer"),
    };

    public static readonly Problem InstanceMismatch = new(
        403,
        "instance-mismatch",
        "The batch names another client instance than the credential."
    );

    public static readonly Problem NotFound = new(404, "not-found", "There is nothing at this address.");
    public static readonly Problem MethodNotAllowed = new(405, "method-not-allowed", "Only POST is allowed here.")
    {
        Header = ("Allow", "POST"),
    };

    public static readonly Problem UnsupportedMediaType = new(
        415,
        "unsupported-media-type",
        "The media type is not supported."
    );

    public static readonly Problem UnsupportedEncoding = new(
        415,
        "unsupported-encoding",
        "The content encoding is not supported."
    )
    {
        Header = ("Accept-Encoding", "gzip"),
    };

    /// <summary>Gets the place in the batch of the element that cannot be read.</summary>
    public int? Index { get; init; }

    public int? MaxCount { get; init; }

    public int? MaxBytes { get; init; }

    /// <summary>Gets the header that belongs to the answer.</summary>
    public (string Name, string Value)? Header { get; init; }

    public static Problem Malformed(string title, int? index = null) =>
        new(400, "malformed-batch", title) { Index = index };

    public static Problem MalformedHeartbeat(string title) => new(400, "malformed-heartbeat", title);

    public static Problem TooLarge(int? maxCount, int? maxBytes) =>
        new(413, "too-large", "The request is too large.") { MaxCount = maxCount, MaxBytes = maxBytes };
}
