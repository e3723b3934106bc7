using System.Globalization;
using System.Net;

namespace Blueshift.Tracking.Transport;

/// <summary>Is an HTTP answer reduced to what decides, read to its end within the limit.</summary>
internal sealed class ReceivedAnswer
{
    // The endpoint grants a minute.
    private static readonly TimeSpan TellingClockLead = TimeSpan.FromMinutes(1);

    // Any other is not told: whoever answers may have made it of what was sent.
    private static readonly string[] MediaTypes =
    [
        "application/json",
        "application/octet-stream",
        "application/problem+json",
        "application/xhtml+xml",
        "application/xml",
        "text/html",
        "text/plain",
        "text/xml",
    ];

    public required HttpStatusCode Status { get; init; }

    public required string? MediaType { get; init; }

    public required ReadOnlyMemory<byte> Body { get; init; }

    public required TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets whether the answer lists the codings it takes and gzip is not among them.</summary>
    public required bool RefusesGzip { get; init; }

    /// <summary>Gets what came in words for the log, none of them the sender's own.</summary>
    public string Detail => $"HTTP {(int)Status} with {MediaTypeInWords}";

    private string MediaTypeInWords =>
        MediaType is null
            ? "no content type"
            : MediaTypes.FirstOrDefault(known => known.Equals(MediaType, StringComparison.OrdinalIgnoreCase))
                ?? "another content type";

    /// <summary>Gets how far the answer's clock is ahead of this machine's; zero when it does not say.</summary>
    public TimeSpan ClockLead { get; init; }

    /// <summary>Gets <see cref="Detail"/> for a refused credential: a signed token is good for minutes, so that clocks may be why.</summary>
    public string CredentialDetail =>
        ClockLead.Duration() < TellingClockLead
            ? Detail
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Detail}; its clock is {ClockLead.Duration().TotalMinutes:0.#} min {(ClockLead > TimeSpan.Zero ? "ahead of" : "behind")} this machine's"
            );

    /// <summary>Reads what came through <see cref="AnswerLimitHandler"/>.</summary>
    public static ReceivedAnswer Of(HttpResponseMessage response, DateTimeOffset now)
    {
        var retryAfter = response.Headers.RetryAfter;
        var codings = response.Headers.TryGetValues("Accept-Encoding", out var values)
            ? string.Join(',', values)
            : null;
        return new ReceivedAnswer
        {
            Status = response.StatusCode,
            MediaType = response.Content.Headers.ContentType?.MediaType,
            Body = ((BodyContent)response.Content).Bytes,
            RetryAfter = retryAfter?.Delta ?? (retryAfter?.Date - now),
            ClockLead = response.Headers.Date - now ?? TimeSpan.Zero,
            RefusesGzip = codings is not null && !codings.Contains("gzip", StringComparison.OrdinalIgnoreCase),
        };
    }
}
