using Blueshift.Tracking.Benchmarks.Saving;
using Blueshift.Tracking.Benchmarks.Support;
using Demo.Processes;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>
/// F11: a save of one new user with capture, against the same save with a row of the outbox's shape added by hand, and against the same
/// save alone; and how many statements a save has, with capture and without.
/// </summary>
internal sealed class SaveGoal : IRatioGoal
{
    private const int Saves = 200;
    private const int WarmUps = 2;

    public string Id => "F11";

    public async Task<IReadOnlyList<RatioRow>> JudgeAsync(RatioSettings settings)
    {
        var binaries =
            PostgresServer.FindBinaries()
            ?? throw new InvalidOperationException(
                "This machine has no PostgreSQL. On Debian: apt-get install postgresql."
            );
        using var folder = new WorkFolder();
        var rows = new List<RatioRow>();
        rows.AddRange(
            await JudgeAsync(
                "SQLite",
                name => options => options.UseSqlite($"Data Source={folder.Below(name)}.db"),
                settings.Rounds
            )
        );
        await using var server = await PostgresServer.StartAsync(binaries);
        foreach (var name in new[] { "plain", "by_hand", "captured" })
        {
            await server.CreateDatabaseAsync(name);
        }
        rows.AddRange(
            await JudgeAsync(
                "PostgreSQL",
                name => options => options.UseNpgsql(server.Connection(name)),
                settings.Rounds
            )
        );
        return rows;
    }

    private async Task<IReadOnlyList<RatioRow>> JudgeAsync(
        string engine,
        Func<string, Action<DbContextOptionsBuilder>> use,
        int rounds
    )
    {
        await using var sides = await SavingSides.MakeAsync(use);
        var byHand = new List<Round>();
        var alone = new List<Round>();
        for (var index = -WarmUps; index < rounds; index++)
        {
            var (plain, hand, ours) = await Task.Run(() => AlternateAsync(sides));
            if (index >= 0)
            {
                byHand.Add(new Round(hand, ours));
                alone.Add(new Round(plain, ours));
            }
        }
        var save = new Round(await sides.Plain.StatementsOfSaveAsync(), await sides.Captured.StatementsOfSaveAsync());
        var other = new Round(
            await sides.Plain.StatementsOfOtherAsync(),
            await sides.Captured.StatementsOfOtherAsync()
        );
        await CheckAsync(sides);
        return
        [
            RatioRow.ByRatio(
                Id,
                $"a new user by a row added by hand, {engine}, p50",
                "µs",
                byHand,
                Target.AtMost(1.15)
            ),
            RatioRow.Shown(Id, $"a new user by the save alone, {engine}, p50", "µs", alone),
            RatioRow.ByDifference(Id, $"statements of a new user, {engine}", "statements", [save], Target.AtMost(1)),
            RatioRow.ByDifference(
                Id,
                $"statements when nothing relevant changed, {engine}",
                "statements",
                [other],
                Target.AtMost(0)
            ),
        ];
    }

    // By turns save for save: a busy disk changes its pace within a round.
    private static async Task<(double Plain, double ByHand, double Ours)> AlternateAsync(SavingSides sides)
    {
        SavingSide[] all = [sides.Plain, sides.ByHand, sides.Captured];
        var times = all.Select(static _ => new double[Saves]).ToList();
        for (var index = 0; index < Saves; index++)
        {
            for (var turn = 0; turn < all.Length; turn++)
            {
                var side = (index + turn) % all.Length;
                times[side][index] = await all[side].SaveAsync();
            }
        }
        return (Rounds.Median(times[0]), Rounds.Median(times[1]), Rounds.Median(times[2]));
    }

    // A save that captured nothing is fast and worth nothing.
    private static async Task CheckAsync(SavingSides sides)
    {
        if (
            await sides.Captured.CountAsync($"SELECT COUNT(*) AS \"Value\" FROM blueshift_outbox")
                != sides.Captured.Saved
            || await sides.ByHand.CountAsync($"SELECT COUNT(*) AS \"Value\" FROM \"HandRow\"") != sides.ByHand.Saved
        )
        {
            throw new InvalidOperationException("Not every user that was saved has his row.");
        }
    }
}
