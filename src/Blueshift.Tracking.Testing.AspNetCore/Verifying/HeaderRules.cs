using System.Globalization;

namespace Blueshift.Tracking.Testing.AspNetCore.Verifying;

/// <summary>Is what the contract says of headers: which there are, and no others, so that nothing of the host or its users leaves with them.</summary>
internal static class HeaderRules
{
    private const string Accepted = "application/json, application/problem+json";
    private const int CompressedAbove = 1024;

    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization",
        "Content-Type",
        "Content-Encoding",
        "Accept",
        "User-Agent",
        // What HTTP itself needs.
        "Host",
        "Content-Length",
        "Transfer-Encoding",
        "Connection",
        "TE",
    };

    // Only these are named in a message: any other name may be anything.
    private static readonly string[] WellKnown =
    [
        "Accept-Charset",
        "Accept-Encoding",
        "Accept-Language",
        "Cookie",
        "Correlation-Context",
        "Expect",
        "From",
        "Origin",
        "Referer",
        "Request-Id",
        "Via",
        "X-Forwarded-For",
        "baggage",
        "traceparent",
        "tracestate",
    ];

    public static IEnumerable<string> Faults(ReceivedRequest request)
    {
        foreach (var name in request.Headers.Keys.Where(name => !Own.Contains(name)).Order(StringComparer.Ordinal))
        {
            var known = WellKnown.FirstOrDefault(one => one.Equals(name, StringComparison.OrdinalIgnoreCase));
            yield return $"it has the header {known ?? $"whose name is in {nameof(ReceivedRequest)}.{nameof(ReceivedRequest.Headers)}"}, which is none of the contract's.";
        }
        if (request.Headers.GetValueOrDefault("Accept") != Accepted)
        {
            yield return $"its header Accept is not {Accepted}.";
        }
        if (string.IsNullOrEmpty(request.Headers.GetValueOrDefault("User-Agent")))
        {
            yield return "it has no header User-Agent, which tells the client's version.";
        }
        if (request.IsCompressed && request.IsHeartbeat)
        {
            yield return "it is a heartbeat and compressed.";
        }
        else if (request.IsCompressed && request.Content?.Length <= CompressedAbove)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"it is compressed and has only {request.Content?.Length} bytes. That is for more than {CompressedAbove}."
            );
        }
    }
}
