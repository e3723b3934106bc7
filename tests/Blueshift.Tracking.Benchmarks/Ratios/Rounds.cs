namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>Measures floor and ours by turns, each first as often as the other, so that what else the machine does meets both.</summary>
internal static class Rounds
{
    private const int WarmUps = 2;

    public static async Task<IReadOnlyList<Round>> AlternateAsync(
        int count,
        Func<Task<double>> floor,
        Func<Task<double>> ours,
        int warmUps = WarmUps
    )
    {
        var rounds = new List<Round>();
        for (var index = -warmUps; index < count; index++)
        {
            var round = await OnceAsync((index & 1) == 0, floor, ours);
            if (index >= 0)
            {
                rounds.Add(round);
            }
        }
        return rounds;
    }

    public static async Task<Round> OnceAsync(bool isFloorFirst, Func<Task<double>> floor, Func<Task<double>> ours)
    {
        var first = await Task.Run(isFloorFirst ? floor : ours);
        var second = await Task.Run(isFloorFirst ? ours : floor);
        return isFloorFirst ? new Round(first, second) : new Round(second, first);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
