using Blueshift.Tracking.Benchmarks.Children;
using Blueshift.Tracking.Benchmarks.Support;

namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>
/// F5: 100,000 events from the first call until the endpoint has all, against two peers, each client and each endpoint a process
/// of its own. Ours are durable and sealed before a call returns; OpenTelemetry's are in memory; Seq's are in a file, not flushed.
/// </summary>
internal sealed class DeliveryGoal : IRatioGoal
{
    // As much as the peers' published figures have behind them, and as much as a process that has run for a while.
    private const int Cold = 1_000;
    private const int Warm = 300_000;
    private const int MaxRounds = 7;

    public string Id => "F5";

    public async Task<IReadOnlyList<RatioRow>> JudgeAsync(RatioSettings settings)
    {
        var rounds = Math.Min(settings.Rounds, MaxRounds);
        var zipped = await AgainstAsync(rounds, ChildRoles.Otlp, compress: true, Cold);
        var warm = await AgainstAsync(rounds, ChildRoles.Otlp, compress: true, Warm);
        var plain = await AgainstAsync(rounds, ChildRoles.Otlp, compress: false, Cold);
        var seq = await AgainstAsync(rounds, ChildRoles.Seq, compress: false, Cold);
        return
        [
            Speed("by OpenTelemetry, both gzip", zipped, 1.0),
            Cpu("by OpenTelemetry, both gzip", zipped),
            Speed("by OpenTelemetry, both gzip, after 300,000", warm, 1.0),
            Cpu("by OpenTelemetry, both gzip, after 300,000", warm),
            Speed("by OpenTelemetry, neither compressed", plain, 1.0),
            Cpu("by OpenTelemetry, neither compressed", plain),
            Speed("by Seq durable, neither compressed", seq, 5.0),
        ];
    }

    private RatioRow Speed(string part, IReadOnlyList<(double[] Floor, double[] Ours)> rounds, double least) =>
        RatioRow.ByRatio(Id, "speed " + part, "events/s", Only(rounds, 0), Target.AtLeast(least));

    private RatioRow Cpu(string part, IReadOnlyList<(double[] Floor, double[] Ours)> rounds) =>
        RatioRow.ByRatio(Id, "CPU " + part, "s/100,000", Only(rounds, 1), Target.AtMost(1.0));

    private static List<Round> Only(IReadOnlyList<(double[] Floor, double[] Ours)> rounds, int figure) =>
        rounds.Select(round => new Round(round.Floor[figure], round.Ours[figure])).ToList();

    private static async Task<IReadOnlyList<(double[] Floor, double[] Ours)>> AgainstAsync(
        int count,
        string peer,
        bool compress,
        int warmUpCount
    )
    {
        var rounds = new List<(double[], double[])>();
        for (var index = 0; index < count; index++)
        {
            var isPeerFirst = (index & 1) == 0;
            var first = await MeasureAsync(isPeerFirst ? peer : ChildRoles.Tracking, compress, warmUpCount);
            var second = await MeasureAsync(isPeerFirst ? ChildRoles.Tracking : peer, compress, warmUpCount);
            rounds.Add(isPeerFirst ? (first, second) : (second, first));
        }
        return rounds;
    }

    private static async Task<double[]> MeasureAsync(string role, bool compress, int warmUpCount)
    {
        using var folder = new WorkFolder();
        await using var endpoint = await EndpointProcess.StartAsync(folder.Below("endpoint"));
        var client = folder.Below("client");
        var setup = new DeliverySetup(client, endpoint.Address, endpoint.Roots, compress, warmUpCount);
        return await ChildProcess.RunAsync(role, setup.Args);
    }
}
