using Blueshift.Tracking.Benchmarks.Children;

namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>
/// F12: the central endpoint takes batches of 500 over TLS, against their rows put into the same tables without it; and what it takes
/// in a second with 1,000,000 activities there, against with 100,000.
/// </summary>
internal sealed class EndpointIngestGoal : IRatioGoal
{
    private const int Few = 100_000;
    private const int Many = 1_000_000;

    public string Id => "F12";

    public async Task<IReadOnlyList<RatioRow>> JudgeAsync(RatioSettings settings)
    {
        var rows = new List<RatioRow>();
        foreach (var (engine, name) in EndpointEngines.All)
        {
            var few = (await EndpointMeasurement.RunAsync("ingest", engine, settings.Rounds, Few))["activities"]
                .ToList();
            if (few.Count == 0)
            {
                continue;
            }

            var many = (await EndpointMeasurement.RunAsync("ingest", engine, settings.Rounds, Many))["activities"]
                .ToList();
            var growth = few.Zip(many, static (before, after) => new Round(before.Ours, after.Ours)).ToList();
            rows.Add(RatioRow.ByRatio(Id, $"ingest, {name}, 100,000 there", "activities/s", few, Target.AtLeast(0.25)));
            rows.Add(
                RatioRow.ByRatio(Id, $"ingest, {name}, 1,000,000 there", "activities/s", many, Target.AtLeast(0.25))
            );
            rows.Add(
                RatioRow.ByRatio(
                    Id,
                    $"growth, {name}, 1,000,000 by 100,000",
                    "activities/s",
                    growth,
                    Target.AtLeast(0.8)
                )
            );
        }

        return rows;
    }
}
