using Blueshift.Tracking.Benchmarks.Children;

namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>
/// F13: the central endpoint's reports on 1,000,000 activities of 200 instances, against the same figures by window functions over the
/// activities, how many times faster; and what they take then, against on 100,000.
/// </summary>
internal sealed class EndpointReportGoal : IRatioGoal
{
    private const int Few = 100_000;
    private const int Many = 1_000_000;
    private const string AsKnown = "as-known";

    // Ten times the activities, and sorting them.
    private const double Linear = 12;

    public string Id => "F13";

    public async Task<IReadOnlyList<RatioRow>> JudgeAsync(RatioSettings settings)
    {
        var rows = new List<RatioRow>();
        foreach (var (engine, name) in EndpointEngines.All)
        {
            var few = await EndpointMeasurement.RunAsync("reports", engine, settings.Rounds, Few);
            var many = await EndpointMeasurement.RunAsync("reports", engine, settings.Rounds, Many);
            foreach (var part in many.Select(static rounds => rounds.Key))
            {
                var growth = few[part].Zip(many[part], static (before, after) => new Round(before.Ours, after.Ours));
                rows.Add(
                    RatioRow.ByRatio(
                        Id,
                        $"{part}, {name}, 1,000,000 by 100,000",
                        "ms",
                        [.. growth],
                        Target.AtMost(Linear)
                    )
                );
                // As known before, the figures are made of the activities too: no goal is set for that.
                if (part != AsKnown)
                {
                    var faster = many[part].Select(static round => new Round(round.Ours, round.Floor)).ToList();
                    rows.Add(
                        RatioRow.ByRatio(
                            Id,
                            $"{part}, {name}, window functions by ours",
                            "ms",
                            faster,
                            Target.AtLeast(20)
                        )
                    );
                }
            }
        }

        return rows;
    }
}
