using System.Net;
using System.Text;
using CentralEndpoint.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace CentralEndpoint.Tests.Ingest;

[TestClass]
public sealed class FaultTests
{
    [TestMethod]
    public async Task A_fault_of_the_database_is_503_with_a_log_line_without_content()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        Execute(host, "ALTER TABLE profile RENAME TO lost");

        var answer = await sender.PostAsync(sender.Activity());

        answer.AssertProblem(
            HttpStatusCode.ServiceUnavailable,
            "unavailable",
            "The endpoint cannot store activities at the moment.",
            "Nothing was stored, or the same batch sent again will be answered with duplicate."
        );
        Assert.AreEqual("5", answer.Headers["Retry-After"]);
        Assert.AreEqual(0, host.Count("SELECT COUNT(*) FROM activity"));
        var line = host
            .Logs.GetSnapshot()
            .Single(static record => record.Category!.EndsWith("ProblemMiddleware", StringComparison.Ordinal));
        Assert.AreEqual(LogLevel.Error, line.Level);
        Assert.AreEqual(
            "A batch was answered with 503: SqliteException 1; clients keep what they have and try again",
            line.Message
        );
        Assert.IsNull(line.Exception);

        Execute(host, "ALTER TABLE lost RENAME TO profile");
        (await sender.PostAsync(sender.Activity())).AssertVerdicts("accepted");
    }

    [TestMethod]
    public async Task A_refused_request_has_a_line_with_its_problem_and_nothing_of_the_request()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();

        await sender.PostAsync("[canary");

        var line = host
            .Logs.GetSnapshot()
            .Single(static record => record.Category!.EndsWith("ProblemMiddleware", StringComparison.Ordinal));
        Assert.AreEqual((LogLevel.Information, "Refused with 400: malformed-batch"), (line.Level, line.Message));
    }

    [TestMethod]
    public async Task A_fault_while_the_key_is_looked_up_is_503_as_well()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        Execute(host, "ALTER TABLE credential RENAME TO lost");

        var answer = await sender.PostAsync("[]");

        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, answer.Status);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public async Task No_input_whatever_is_answered_with_a_fault_of_the_server(int seed)
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        var random = new Random(seed);
        var good = Encoding.UTF8.GetBytes($"[{sender.Activity().ToJsonString()},{sender.Activity().ToJsonString()}]");

        for (var i = 0; i < 300; i++)
        {
            var bad = Damage(good, random);
            var answer =
                i % 3 == 0
                    ? await sender.PostGzipAsync(Damage(Sender.Gzip(good), random))
                    : await sender.PostAsync(bad);
            Assert.IsLessThan(500, (int)answer.Status, $"seed {seed}, round {i}");
        }

        Assert.DoesNotContain(static record => record.Level >= LogLevel.Warning, host.Logs.GetSnapshot());
    }

    private static byte[] Damage(byte[] content, Random random)
    {
        var copy = content.ToList();
        for (var i = random.Next(1, 4); i > 0 && copy.Count > 1; i--)
        {
            var at = random.Next(copy.Count);
            switch (random.Next(4))
            {
                case 0:
                    copy[at] = (byte)random.Next(256);
                    break;
                case 1:
                    copy.RemoveRange(at, Math.Min(random.Next(1, 20), copy.Count - at));
                    break;
                case 2:
                    copy.InsertRange(at, "\\ud800"u8.ToArray());
                    break;
                default:
                    copy.Insert(at, "{}[],:\"\\"u8[random.Next(8)]);
                    break;
            }
        }

        return [.. copy];
    }

    private static void Execute(CentralEndpointHost host, string sql)
    {
        using var connection = host.OpenDatabase();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
