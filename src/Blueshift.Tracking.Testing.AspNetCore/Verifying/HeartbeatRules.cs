using System.Text.Json;
using Blueshift.Tracking.Testing.AspNetCore.Reading;

namespace Blueshift.Tracking.Testing.AspNetCore.Verifying;

/// <summary>Is the form of a heartbeat: docs/schemas/heartbeat-request.schema.json, and the limits beside it. What it does not know it passes over.</summary>
internal static class HeartbeatRules
{
    private const int MaxRanges = 500;
    private const int MaxForgotten = 100;

    private static readonly string[] States = ["starting", "delivering", "waiting", "paused", "stopping"];

    private static readonly string[] Reasons =
    [
        "storage-fault",
        "key-unavailable",
        "buffer-full",
        "outbox-missing",
        "credential-refused",
        "endpoint-refused",
        "not-our-endpoint",
        "tls-refused",
        "damaged",
        "dropped",
        "unreachable",
        "nearly-full",
        "dead-letters",
        "volatile-folder",
        "locks-missing",
        "foreign-waiting",
        "clock-skew",
        "baseline-undecided",
        "reconcile-stopped",
    ];

    private static readonly string[] GivenUp =
    [
        "Expired",
        "Erased",
        "Suppressed",
        "Damaged",
        "DeadLettersFull",
        "Deleted",
        "Moved",
        "DeadLetter",
    ];

    private static readonly Shape Range = new Shape()
        .With("from", Shape.Text(Grammar.IsSequence))
        .With("to", Shape.Text(Grammar.IsSequence))
        .With("reason", Shape.Text(GivenUp.Contains));

    private static readonly Shape Source = new Shape()
        .With("source", Shape.Text(Grammar.IsSource))
        .With("last", Shape.Text(Grammar.IsNumber))
        .With("settledThrough", Shape.Text(Grammar.IsNumber))
        .With("waiting", Shape.Count)
        .With("givenUp", Shape.ListOf(Range, MaxRanges));

    private static readonly Shape ActiveSet = new Shape()
        .With("count", Shape.Count)
        .With("digest", Shape.Text(Grammar.IsDigest))
        .With("asOf", Shape.Text(Grammar.IsDate));

    private static readonly Shape Heartbeat = new Shape()
        .With("library", Shape.Text(static text => text.Length <= 64))
        .With("sentAt", Shape.Text(Grammar.IsDate))
        .With("state", Shape.Text(States.Contains))
        .With("reason", Shape.NullOr(Shape.Text(Reasons.Contains)))
        .With("waiting", Shape.Count)
        .With("oldest", Shape.NullOr(Shape.Text(Grammar.IsDate)))
        .With("deadLetters", Shape.Count)
        .With("refused", Shape.Counts)
        .With("sources", Shape.ListOf(Source, int.MaxValue))
        .With("forgotten", Shape.ListOf(Shape.Text(Grammar.IsSubject), MaxForgotten))
        .WithOptional("activeSet", Shape.NullOr(ActiveSet.Faults));

    /// <summary>Says where a heartbeat, whose sources have valid names, has another form.</summary>
    public static IEnumerable<string> Faults(JsonElement heartbeat)
    {
        foreach (var pointer in Heartbeat.Faults(heartbeat))
        {
            yield return $"the heartbeat's {pointer} is missing or has another form.";
        }
        if (Ranges(heartbeat) > MaxRanges)
        {
            yield return "the heartbeat has over 500 ranges of givenUp.";
        }
    }

    private static int Ranges(JsonElement heartbeat) =>
        heartbeat
            .GetProperty("sources")
            .EnumerateArray()
            .Sum(source =>
                JsonText.Member(source, "givenUp") is { ValueKind: JsonValueKind.Array } ranges
                    ? ranges.GetArrayLength()
                    : 0
            );
}
