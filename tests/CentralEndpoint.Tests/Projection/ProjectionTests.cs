using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using CentralEndpoint.Commands;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Projection;

/// <summary>What is kept beside the activities is what they say: after any arrival, after a rebuild, and by a plain model.</summary>
[TestClass]
public sealed class ProjectionTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 28, 0, 0, 0, TimeSpan.Zero);

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [SuppressMessage("Security", "CA5394", Justification = "The same seed must draw the same history.")]
    public async Task Kept_rebuilt_and_modelled_are_the_same_at_every_date(int seed)
    {
        var random = new Random(seed);
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        var history = Enumerable.Range(0, 240).Select(number => Made(random, number)).ToList();
        foreach (var batch in history.Concat(history.Take(80)).OrderBy(_ => random.Next()).Chunk(25))
        {
            await sender.PostAsync([.. batch.Select(one => one.ToActivity(sender))]);
        }

        await AssertSameAsync(host, history);
        Assert.AreEqual(CommandLine.Done, (await RunAsync(host, "verify")).Code);
        Execute(host, "DELETE FROM active_interval WHERE started % 2 = 0");
        Execute(host, "UPDATE active_interval SET ended = started + 1 WHERE started % 3 = 0");
        var (code, output) = await RunAsync(host, "verify");
        Assert.AreEqual(CommandLine.Wrong, code, output);
        Assert.MatchesRegex($"^{sender.Instance} [0-9]+ users wrong", output);

        Assert.AreEqual(CommandLine.Done, (await RunAsync(host, "rebuild")).Code);

        Assert.AreEqual(CommandLine.Done, (await RunAsync(host, "verify")).Code);
        await AssertSameAsync(host, history);
    }

    // Few users, dates that meet and tie, over the night in which clocks are moved.
    [SuppressMessage("Security", "CA5394", Justification = "As above.")]
    private static MadeActivity Made(Random random, int number) =>
        new(number, random.Next(12), random.Next(2) == 0, Day.AddMinutes(random.Next(0, 48) * 60), random.Next(1, 9));

    private static async Task AssertSameAsync(CentralEndpointHost host, IReadOnlyList<MadeActivity> history)
    {
        for (var hour = -1; hour <= 49; hour += 5)
        {
            var at = Day.AddHours(hour).AddMilliseconds(1);
            var expected = history
                .Where(one => one.Date < at)
                .GroupBy(one => one.Subject)
                .Count(user =>
                    user.OrderBy(one => one.Date)
                        .ThenBy(one => one.Sequence)
                        .ThenBy(one => Some.Id(one.Number), StringComparer.Ordinal)
                        .Last()
                        .Added
                );
            var report = JsonNode.Parse(
                await host.Pages.GetStringAsync(
                    new Uri($"/reports/active-users?at={at:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}", UriKind.Relative)
                )
            )!;
            Assert.AreEqual(expected, (int)report["total"]!, $"At {at:O}");
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(CentralEndpointHost host, string command)
    {
        await using var output = new StringWriter();
        var code = await CommandLine.Parse(["projection", command, .. host.Settings]).RunAsync(output, output);
        return (code, output.ToString());
    }

    private static void Execute(CentralEndpointHost host, string sql)
    {
        using var connection = host.OpenDatabase();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed record MadeActivity(int Number, int Subject, bool Added, DateTimeOffset Date, int Sequence)
    {
        public JsonObject ToActivity(Sender sender) =>
            sender.Activity(activity =>
            {
                activity["id"] = Some.Id(Number);
                activity["subject"] = Some.Subject(Subject);
                activity["sequence"] = Beat.Number(Sequence);
                activity["data"]!["status"] = Added ? "addition" : "removal";
                activity["data"]!["date"] = Some.Date(Date);
            });
    }
}
