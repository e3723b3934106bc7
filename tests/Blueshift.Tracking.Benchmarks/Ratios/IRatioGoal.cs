namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>Is one goal with figures that judges itself.</summary>
internal interface IRatioGoal
{
    /// <summary>Gets the goal's name, such as F1.</summary>
    string Id { get; }

    /// <summary>Gets all names that its parts go by.</summary>
    IReadOnlyList<string> Ids => [Id];

    /// <summary>Measures, one row for each part of the goal.</summary>
    Task<IReadOnlyList<RatioRow>> JudgeAsync(RatioSettings settings);
}
