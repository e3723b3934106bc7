using Blueshift.Tracking.Benchmarks.Support;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>F7: a request body as it goes out, against the same uncompressed, with realistic names and random ids and subjects.</summary>
internal sealed class BodySizeGoal : IRatioGoal
{
    private const int BatchCount = 500;

    public string Id => "F7";

    public async Task<IReadOnlyList<RatioRow>> JudgeAsync(RatioSettings settings)
    {
        using var folder = new WorkFolder();
        await using var tracked = new TrackedProvider(folder.Below("journal"));
        // Other people in each round.
        await tracked.FillAsync(settings.Rounds * BatchCount);
        var rounds = new List<Round>();
        while (
            rounds.Count < settings.Rounds
            && await tracked.Buffer.ClaimAsync(BatchCount, int.MaxValue, CancellationToken.None) is { } claim
        )
        {
            var batch = new OutgoingBatch(
                claim.Source,
                claim.Activities.Select(one => new OutgoingActivity(one.Sequence, one.Id, one.Bytes))
            );
            using var plain = BatchContent.Create(batch, compress: false, out _);
            using var compressed = BatchContent.Create(batch, compress: true, out _);
            rounds.Add(
                new Round((double)plain.Bytes.Length / BatchCount, (double)compressed.Bytes.Length / BatchCount)
            );
            var settlements = Enumerable.Repeat(Settlement.Delivered, claim.Activities.Count).ToArray();
            await tracked.Buffer.SettleAsync(claim, settlements, CancellationToken.None);
        }
        return [RatioRow.ByRatio(Id, "batch of 500", "B/activity", rounds, Target.AtMost(0.18))];
    }
}
