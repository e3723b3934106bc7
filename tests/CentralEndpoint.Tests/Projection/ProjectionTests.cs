using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using CentralEndpoint.Commands;
using CentralEndpoint.Tests.Reports;
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
        var history = Enumerable.Range(0, 240).Select(id => ModelledActivity.Draw(id, random, Day, hours: 48)).ToList();
        foreach (var batch in history.Concat(history.Take(80)).OrderBy(_ => random.Next()).Chunk(25))
        {
            await sender.PostAsync([.. batch.Select(one => one.ToActivity(sender))]);
        }

        await AssertSameAsync(host, history);
        Assert.AreEqual(CommandLine.Done, (await RunAsync(host, "verify")).Code);
        Execute(host, "UPDATE instance SET activities = activities + 1");
        Assert.AreEqual(
            $"{sender.Instance} counts wrong",
            (await RunAsync(host, "verify")).Output.Split(Environment.NewLine)[0]
        );
        Execute(host, "DELETE FROM active_interval WHERE started % 2 = 0");
        Execute(host, "UPDATE active_interval SET ended = started + 1 WHERE started % 3 = 0");
        var (code, output) = await RunAsync(host, "verify");
        Assert.AreEqual(CommandLine.Wrong, code, output);
        Assert.MatchesRegex($"^{sender.Instance} [0-9]+ users wrong", output);

        Assert.AreEqual(CommandLine.Done, (await RunAsync(host, "rebuild")).Code);

        Assert.AreEqual(CommandLine.Done, (await RunAsync(host, "verify")).Code);
        await AssertSameAsync(host, history);
    }

    private static async Task AssertSameAsync(CentralEndpointHost host, IReadOnlyList<ModelledActivity> history)
    {
        var model = new PlainModel(history);
        for (var hour = -1; hour <= 49; hour += 5)
        {
            var at = Day.AddHours(hour).AddMilliseconds(1);
            var expected = model.CountActive(at, DateTimeOffset.MaxValue);
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
}
