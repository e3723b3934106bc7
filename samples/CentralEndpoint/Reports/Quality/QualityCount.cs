namespace CentralEndpoint.Reports.Quality;

/// <summary>What the activities that an instance sent in a span are like, as one row of the report's statement.</summary>
public sealed class QualityCount
{
    public required string Instance { get; init; }

    public required long Activities { get; init; }

    public required long Baseline { get; init; }

    public required long Reconciled { get; init; }

    public required long RepeatedAdditions { get; init; }

    public required long RepeatedRemovals { get; init; }

    public required long OrphanRemovals { get; init; }

    public required long Ahead { get; init; }

    public required long WithinHour { get; init; }

    public required long WithinDay { get; init; }

    public required long WithinWeek { get; init; }

    public required long WithinMonth { get; init; }

    public required long Later { get; init; }
}
