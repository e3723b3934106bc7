using System.Globalization;
using CentralEndpoint.Heartbeats;
using Microsoft.Net.Http.Headers;

namespace CentralEndpoint.Ingest;

/// <summary>Every problem that the ingest listener answers with.</summary>
internal static class Problems
{
    public static readonly Problem Unauthorized = new(
        "unauthorized",
        StatusCodes.Status401Unauthorized,
        "The credential is not accepted.",
        "Send the API key of a client instance, or a token that it signed, as a bearer token."
    )
    {
        Header = (HeaderNames.WWWAuthenticate, "Bearer"),
    };

    public static readonly Problem InstanceMismatch = new(
        "instance-mismatch",
        StatusCodes.Status403Forbidden,
        "The request names another client instance than the credential.",
        "Nothing was stored. Every source, and data.clientInstanceId of every activity, must be of the credential's instance."
    );

    public static readonly Problem InstanceRetired = new(
        "instance-retired",
        StatusCodes.Status410Gone,
        "The credential's instance was ended.",
        "Nothing was stored. Ask the vendor for the settings of a new instance."
    );

    public static readonly Problem NotFound = new(
        "not-found",
        StatusCodes.Status404NotFound,
        "There is nothing at this address.",
        "Activities are posted to /v1/activities, heartbeats to /v1/heartbeat."
    );

    public static readonly Problem MethodNotAllowed = new(
        "method-not-allowed",
        StatusCodes.Status405MethodNotAllowed,
        "This method is not allowed here.",
        "Activities and heartbeats are sent with POST."
    );

    public static readonly Problem RequestTimeout = new(
        "request-timeout",
        StatusCodes.Status408RequestTimeout,
        "The request came too slowly.",
        "Nothing was stored. Send it again."
    );

    public static readonly Problem TooLarge = new(
        "too-large",
        StatusCodes.Status413PayloadTooLarge,
        "The batch is too large.",
        "Nothing was stored. Send fewer activities at a time."
    )
    {
        MaxCount = BatchLimits.MaxCount,
        MaxBytes = BatchLimits.MaxBytes,
    };

    public static readonly Problem HeartbeatTooLarge = new(
        "too-large",
        StatusCodes.Status413PayloadTooLarge,
        "The heartbeat is too large.",
        "Nothing was stored. Tell fewer ranges at a time."
    )
    {
        MaxBytes = HeartbeatLimits.MaxBytes,
    };

    public static readonly Problem MalformedHeartbeat = new(
        "malformed-heartbeat",
        StatusCodes.Status400BadRequest,
        "The heartbeat cannot be read.",
        "The body is not the JSON object of the contract: no duplicate members, each known member as the schema says."
    );

    public static readonly Problem UnsupportedEncoding = new(
        "unsupported-encoding",
        StatusCodes.Status415UnsupportedMediaType,
        "The content encoding is not supported.",
        "Send gzip, or no content encoding."
    )
    {
        Header = (HeaderNames.AcceptEncoding, "gzip"),
    };

    public static readonly Problem Unavailable = new(
        "unavailable",
        StatusCodes.Status503ServiceUnavailable,
        "The endpoint cannot store activities at the moment.",
        "Nothing was stored, or the same batch sent again will be answered with duplicate."
    )
    {
        Header = (HeaderNames.RetryAfter, "5"),
    };

    public static readonly Problem BrokenCompression = Malformed("The body is not valid gzip.");

    public static readonly Problem BrokenTransfer = Malformed("The body did not arrive as HTTP demands.");

    public static readonly Problem NotUtf8 = Malformed("The body is not UTF-8.");

    public static readonly Problem NotStrictJson = Malformed(
        "The body is not strict JSON: no duplicate members, comments or trailing commas, and at most four levels."
    );

    public static readonly Problem NotAnArray = Malformed("The body is not a JSON array.");

    public static Problem NotAnActivity(int index) =>
        Malformed("The element at this index is not an object, or its id is not a lower-case UUID.") with
        {
            Index = index,
        };

    public static Problem Unsupported(string mediaType) =>
        new(
            "unsupported-media-type",
            StatusCodes.Status415UnsupportedMediaType,
            "The media type is not supported.",
            $"Send {mediaType} in UTF-8."
        );

    public static Problem TooManyRequests(int retryAfterSeconds) =>
        new(
            "too-many-requests",
            StatusCodes.Status429TooManyRequests,
            "The instance sends more than it may.",
            "Nothing was stored. Send it again after the time that Retry-After says."
        )
        {
            Header = (HeaderNames.RetryAfter, retryAfterSeconds.ToString(CultureInfo.InvariantCulture)),
        };

    public static Problem QuotaReached(int retryAfterSeconds) =>
        new(
            "quota-reached",
            StatusCodes.Status429TooManyRequests,
            "The instance has sent as many activities today as it may.",
            "Nothing was stored. Send it again after the time that Retry-After says, or ask the vendor for more."
        )
        {
            Header = (HeaderNames.RetryAfter, retryAfterSeconds.ToString(CultureInfo.InvariantCulture)),
        };

    private static Problem Malformed(string detail) =>
        new("malformed-batch", StatusCodes.Status400BadRequest, "The batch cannot be read.", detail);
}
