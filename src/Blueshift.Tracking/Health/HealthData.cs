using System.Globalization;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;

namespace Blueshift.Tracking.Health;

/// <summary>Writes what health knows as the <c>data</c> of a health check: words of closed lists, and whole numbers.</summary>
internal static class HealthData
{
    // What is not known, or not there.
    private const string None = "none";

    public static IReadOnlyDictionary<string, object> Of(HealthFacts facts) =>
        new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["state"] = facts.State,
            ["severity"] = ContractWords.Of(facts.Severity),
            ["reason"] = ContractWords.Of(facts.Reason),
            ["fix"] = facts.Fix,
            ["instance"] = facts.Instance ?? None,
            ["endpoint"] = facts.Endpoint ?? None,
            ["buffer"] = facts.Buffer?.Description.Kind ?? None,
            ["key"] = facts.Buffer?.Description.Key ?? None,
            ["durability"] = facts.Buffer?.Description.Durability ?? None,
            ["baseline"] = ContractWords.Of(facts.Baseline),
            ["waiting"] = Number(facts.Buffer?.Waiting),
            ["oldestSeconds"] = (long)facts.Oldest.TotalSeconds,
            ["bytes"] = Number(facts.Buffer?.Bytes),
            ["bytesLimit"] = Number(facts.Buffer?.BytesLimit),
            ["deadLetters"] = Number(facts.Buffer?.DeadLetters),
            ["dropped"] = Number(facts.Buffer?.Dropped),
            ["refused"] = facts.Refused,
            ["foreign"] = Number(facts.Buffer?.Foreign),
            ["lastAcknowledged"] = Date(facts.Buffer?.LastAcknowledged),
        };

    private static long Number(long? number) => number ?? 0;

    private static string Date(DateTimeOffset? date) =>
        date?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "never";
}
