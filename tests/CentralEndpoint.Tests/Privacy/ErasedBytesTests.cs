using System.Text.Json.Nodes;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Reports;
using CentralEndpoint.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Tests.Privacy;

/// <summary>
/// After an erasure the bytes of the person are in no file of the database, while the endpoint serves and after it was stopped. Of
/// PostgreSQL these are the files of the tables: its write-ahead log keeps sealed rows until it is recycled, which is not the endpoint's.
/// </summary>
[TestClass]
public sealed class ErasedBytesTests
{
    private const int Person = 777;

    [TestMethod]
    public async Task Neither_the_sealed_person_nor_index_nor_subject_is_in_any_file()
    {
        using var folder = new TempFolder();
        List<byte[]> bytes;
        await using (var host = await CentralEndpointHost.StartAsync(folder))
        {
            var sender = await FilledAsync(host);
            Analyze(host);
            bytes = await BytesAsync(host, sender);
            Assert.HasCount(4, bytes);
            foreach (var one in bytes)
            {
                Assert.IsNotEmpty(ErasureRun.FilesWith(folder, one), "It was there.");
            }

            Assert.IsNotEmpty(ErasureRun.FilesWith(folder, Some.Subject(Person)), "It was there.");
            await host.EraseAsync(sender, Person);
            await ForgetAsync(host, sender);
            Assert.IsTrue(await host.Store().ShredAsync());

            AssertGone(folder, bytes, "while it serves");
        }

        AssertGone(folder, bytes, "after it was stopped");
    }

    private static void AssertGone(TempFolder folder, List<byte[]> bytes, string when)
    {
        Assert.IsNotEmpty(ErasureRun.FilesWith(folder, Some.Subject(Person + 1)), "Others stay.");
        Assert.IsEmpty(ErasureRun.FilesWith(folder, Some.Subject(Person)), when);
        foreach (var one in bytes)
        {
            Assert.IsEmpty(ErasureRun.FilesWith(folder, one), when);
        }
    }

    // As the database does by itself, sooner or later: what it notes of the values must not outlive them.
    private static void Analyze(CentralEndpointHost host)
    {
        using var connection = host.OpenDatabase();
        using var command = connection.CreateCommand();
        command.CommandText = "ANALYZE";
        command.ExecuteNonQuery();
    }

    private static async Task ForgetAsync(CentralEndpointHost host, Sender sender) =>
        await host.Store()
            .WriteAsync(
                sender.Instance,
                static db =>
                    db.Suppressions.ExecuteUpdateAsync(static set => set.SetProperty(row => row.Subject, (string?)null))
            );

    // Pages are split, filled and emptied around the person's rows.
    private static async Task<Sender> FilledAsync(CentralEndpointHost host)
    {
        var sender = await host.AddSenderAsync();
        for (var batch = 0; batch < 6; batch++)
        {
            var activities = Enumerable
                .Range(0, 60)
                .Select(user => Of(sender, user + (batch % 2 * 60), batch))
                .Append(batch % 2 == 0 ? Of(sender, Person, batch) : Of(sender, Person + 1, batch));
            (await sender.PostAsync([.. activities])).AssertVerdicts([.. Enumerable.Repeat("accepted", 61)]);
        }

        return sender;
    }

    private static JsonNode Of(Sender sender, int user, int batch) =>
        sender.Activity(user, batch % 2 == 0 ? "addition" : "removal", The.Now.AddDays(batch - 9), Email(user));

    private static string Email(int user) => $"user{user}@domain{user}.example";

    private static Task<List<byte[]>> BytesAsync(CentralEndpointHost host, Sender sender) =>
        host.Store()
            .ReportAsync(async db =>
            {
                var subject = Some.Subject(Person);
                var rows = await db
                    .Profiles.Where(row =>
                        row.InstanceId == sender.Instance
                        && db.Activities.Any(one => one.Id == row.ActivityId && one.Subject == subject)
                    )
                    .ToListAsync();
                return rows.Select(static row => row.Box).Append(rows[0].EmailIndex!).ToList();
            });
}
