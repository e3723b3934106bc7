using System.Text.Json;
using Demo.Driving;

namespace Demo.Telling;

/// <summary>Is what the run came to, counted at both ends.</summary>
/// <param name="Counted">What the client instances counted.</param>
/// <param name="Stored">What the endpoint holds.</param>
/// <param name="Expected">What the story must come to.</param>
internal sealed record Outcome(TrackingCounts Counted, EndpointReport Stored, Expectation Expected)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public long Delivered => Sum.Delivered;

    /// <summary>Gets how many activities the endpoint holds more than were recorded.</summary>
    public long Duplicates => Sum.Duplicates;

    public long Resent => Stored.Instances.Sum(instance => instance.Resent);

    /// <summary>Gets how many activities were recorded and are nowhere.</summary>
    public long Lost => Sum.Lost;

    public IReadOnlyDictionary<string, long> ActiveByInstance =>
        Stored.Instances.ToDictionary(
            instance => instance.Instance,
            instance => instance.Active ?? 0,
            StringComparer.Ordinal
        );

    /// <summary>Says whether this is what the story must come to.</summary>
    public bool IsAsExpected =>
        Lost == 0
        && Duplicates == 0
        && Counted is { Refused: 0, Waiting: 0, DeadLetters: 0, Dropped: 0 }
        && Counted.Recorded == Expected.Activities
        && Delivered == Expected.Activities
        && ActiveByInstance
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .SequenceEqual(Expected.ActiveByInstance);

    private Balance Sum => new(Counted, Stored.Instances.Sum(instance => instance.Activities));

    public string ToLine() =>
        $"  recorded {Counted.Recorded} = delivered {Delivered} + waiting {Counted.Waiting} + dead letters "
        + $"{Counted.DeadLetters} + dropped {Counted.Dropped}     duplicates at the endpoint {Duplicates}     lost {Lost}";

    public string ToJson() =>
        JsonSerializer.Serialize(
            new
            {
                recorded = Counted.Recorded,
                delivered = Delivered,
                duplicates = Duplicates,
                resent = Resent,
                lost = Lost,
                activeByInstance = ActiveByInstance,
            },
            Json
        );
}
