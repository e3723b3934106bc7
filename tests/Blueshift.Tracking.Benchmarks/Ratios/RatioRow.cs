namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>Is the verdict on one part of a goal: medians over the rounds, and of what is judged also minimum and maximum.</summary>
internal sealed record RatioRow
{
    public required string Id { get; init; }

    public required string Part { get; init; }

    public required string Unit { get; init; }

    /// <summary>Gets the median of the floor; <see langword="null"/> where the target stands by itself.</summary>
    public required double? Floor { get; init; }

    public required double Ours { get; init; }

    /// <summary>Gets ours by floor, where both have one unit.</summary>
    public required double? Ratio { get; init; }

    /// <summary>Gets what the target is about: ratio, difference or ours.</summary>
    public required string Judged { get; init; }

    public required string Bound { get; init; }

    /// <summary>Gets the bound's figure; <see langword="null"/> where no goal is set.</summary>
    public required double? Target { get; init; }

    public required double Median { get; init; }

    public required double Min { get; init; }

    public required double Max { get; init; }

    public required int Rounds { get; init; }

    public bool Met => Target is null || (Bound == AtMost ? Median <= Target : Median >= Target);

    private const string AtMost = "at most";

    /// <summary>Judges ours by floor.</summary>
    public static RatioRow ByRatio(string id, string part, string unit, IReadOnlyList<Round> rounds, Target target) =>
        Of((id, part, unit), rounds, "ratio", target, round => round.Ours / round.Floor);

    /// <summary>Shows ours by floor, for which no goal is set.</summary>
    public static RatioRow Shown(string id, string part, string unit, IReadOnlyList<Round> rounds) =>
        Of((id, part, unit), rounds, "ratio", target: null, round => round.Ours / round.Floor);

    /// <summary>Judges by how much ours is more than the floor.</summary>
    public static RatioRow ByDifference(
        string id,
        string part,
        string unit,
        IReadOnlyList<Round> rounds,
        Target target
    ) => Of((id, part, unit), rounds, "difference", target, round => round.Ours - round.Floor);

    /// <summary>Judges ours alone.</summary>
    public static RatioRow ByOurs(string id, string part, string unit, IReadOnlyList<double> ours, Target target) =>
        Of(
            (id, part, unit),
            ours.Select(value => new Round(double.NaN, value)).ToList(),
            "ours",
            target,
            round => round.Ours
        );

    private static RatioRow Of(
        (string Id, string Part, string Unit) name,
        IReadOnlyList<Round> rounds,
        string judged,
        Target? target,
        Func<Round, double> figure
    )
    {
        var figures = rounds.Select(figure).ToList();
        var ratio = Benchmarks.Ratios.Rounds.Median(rounds.Select(round => round.Ours / round.Floor));
        return new RatioRow
        {
            Id = name.Id,
            Part = name.Part,
            Unit = name.Unit,
            Floor = Known(Benchmarks.Ratios.Rounds.Median(rounds.Select(round => round.Floor))),
            Ours = Short(Benchmarks.Ratios.Rounds.Median(rounds.Select(round => round.Ours))),
            Ratio = Known(ratio),
            Judged = judged,
            Bound = target switch
            {
                null => "none",
                { IsMost: true } => AtMost,
                _ => "at least",
            },
            Target = target?.Value,
            Median = Short(Benchmarks.Ratios.Rounds.Median(figures)),
            Min = Short(figures.Min()),
            Max = Short(figures.Max()),
            Rounds = rounds.Count,
        };
    }

    private static double? Known(double value) => double.IsFinite(value) ? Short(value) : null;

    // Four digits say more than a measurement knows.
    private static double Short(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value;
        }
        var scale = Math.Pow(10, 3 - Math.Floor(Math.Log10(Math.Abs(value))));
        return Math.Round(value * scale) / scale;
    }
}
