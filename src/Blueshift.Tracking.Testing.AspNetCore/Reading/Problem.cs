namespace Blueshift.Tracking.Testing.AspNetCore.Reading;

/// <summary>Is an error of the whole request (RFC 9457) with fixed texts.</summary>
internal sealed record Problem(int Status, string Name, string Title)
{
    public const string Base = "https://blueshift.one/tracking/problems/";

    // The contract wants one with 429 and 503. As short as it may be: a test waits for it.
    private static readonly (string Name, string Value) RetryLater = ("Retry-After", "1");

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

    /// <summary>Gives the problem that the contract has for a status, or one of another type with that status.</summary>
    public static Problem Scripted(int status, string? name)
    {
        var usual = Usual(status) ?? new Problem(status, "unavailable", "It cannot be stored now.");
        return name is null || name == usual.Name ? usual : new Problem(status, name, "Scripted by a test.");
    }

    public static Problem Malformed(string title, int? index = null) =>
        new(400, "malformed-batch", title) { Index = index };

    public static Problem MalformedHeartbeat(string title) => new(400, "malformed-heartbeat", title);

    public static Problem TooLarge(int? maxCount, int? maxBytes) =>
        new(413, "too-large", "The request is too large.") { MaxCount = maxCount, MaxBytes = maxBytes };

    private static Problem? Usual(int status) =>
        status switch
        {
            400 => Malformed("The body cannot be read."),
            401 => Unauthorized,
            403 => InstanceMismatch,
            404 => NotFound,
            405 => MethodNotAllowed,
            408 => new Problem(status, "request-timeout", "The body came too slowly."),
            410 => new Problem(status, "instance-retired", "The client instance was ended."),
            413 => TooLarge(maxCount: null, maxBytes: null),
            415 => UnsupportedMediaType,
            422 => new Problem(status, "malformed-batch", "The body cannot be read."),
            429 => new Problem(status, "too-many-requests", "More requests than are allowed.") { Header = RetryLater },
            503 => new Problem(status, "unavailable", "It cannot be stored now.") { Header = RetryLater },
            _ => null,
        };
}
