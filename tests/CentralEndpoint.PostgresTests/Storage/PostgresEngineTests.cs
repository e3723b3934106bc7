using System.Text.Json.Nodes;
using CentralEndpoint.Commands;
using CentralEndpoint.Tests.Support;
using Microsoft.AspNetCore.Builder;

namespace CentralEndpoint.Tests.Storage;

/// <summary>What PostgreSQL must be like, and how endpoints share it.</summary>
[TestClass]
public sealed class PostgresEngineTests
{
    [TestMethod]
    public async Task A_role_above_the_policies_is_refused()
    {
        using var folder = new TempFolder();
        var database = await TestDatabase.OfAsync(folder);

        var fault = Assert.ThrowsExactly<EndpointFaultException>(() => Create(folder, database.OwnerConnection));

        Assert.StartsWith("The role of the PostgreSQL connection is a superuser", fault.Message);
    }

    [TestMethod]
    public void A_server_that_cannot_be_reached_is_told_with_the_setting_and_without_the_password()
    {
        using var folder = new TempFolder();
        var connection = $"Host={folder.Path};Username=endpoint;Password=canary;Database=none;Timeout=1";

        var fault = Assert.ThrowsExactly<EndpointFaultException>(() => Create(folder, connection));

        Assert.StartsWith(
            "The database of CentralEndpoint:PostgreSql (environment: CentralEndpoint__PostgreSql) cannot be used.",
            fault.Message
        );
        Assert.DoesNotContain("canary", fault.Message);
    }

    [TestMethod]
    public async Task A_second_endpoint_goes_on_with_the_same_data_and_needs_the_same_key()
    {
        using var folder = new TempFolder();
        await using var first = await CentralEndpointHost.StartAsync(folder);
        var sender = await first.AddSenderAsync();
        using var other = new TempFolder();
        var database = await TestDatabase.OfAsync(folder);

        var fault = Assert.ThrowsExactly<EndpointFaultException>(() => Create(other, database.Connection));
        Assert.StartsWith("The master key file master.key is missing", fault.Message);
        await using var second = await CentralEndpointHost.StartAsync(
            folder,
            $"--CentralEndpoint:MasterKeyFile={folder.File("master.key")}"
        );
        await sender.PostAsync(sender.Activity());
        Assert.AreEqual(1, second.Count("SELECT COUNT(*) FROM activity"));
    }

    [TestMethod]
    public async Task Several_processes_may_start_at_the_same_time_on_an_empty_database()
    {
        using var folder = new TempFolder();
        var database = await TestDatabase.OfAsync(folder);

        var stores = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => Create(folder, database.Connection)))
        );

        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
        await database.DisposeAsync();
    }

    [TestMethod]
    public async Task Two_endpoints_that_are_sent_the_same_at_the_same_time_take_each_once()
    {
        using var folder = new TempFolder();
        await using var first = await CentralEndpointHost.StartAsync(folder);
        await using var second = await CentralEndpointHost.StartAsync(folder);
        var sender = await first.AddSenderAsync();
        var same = new Sender(second.Ingest, sender.Instance, sender.Key);
        const int Batches = 40;

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, Batches)
                .SelectMany(batch =>
                {
                    var activities = Enumerable
                        .Range(0, 10)
                        .Select(number => Made(sender, (batch * 10) + number))
                        .ToArray();
                    var copies = activities.Select(one => one.DeepClone()).ToArray();
                    return new[] { sender.PostAsync([.. activities]), same.PostAsync(copies) };
                })
        );

        var verdicts = answers.SelectMany(answer => answer.Verdicts()).ToLookup(verdict => verdict);
        Assert.AreEqual((Batches * 10, Batches * 10), (verdicts["accepted"].Count(), verdicts["duplicate"].Count()));
        Assert.AreEqual(Batches * 10, first.Count("SELECT COUNT(*) FROM activity"));
        Assert.AreEqual(Batches * 10, first.Count("SELECT resent FROM instance"));
        await using var output = new StringWriter();
        var verified = await CommandLine.Parse(["projection", "verify", .. first.Settings]).RunAsync(output, output);
        Assert.AreEqual(CommandLine.Done, verified, $"All of it was of one user: {output}");
    }

    // Every one of the same user, on and off.
    private static JsonObject Made(Sender sender, int number) =>
        sender.Activity(activity =>
        {
            activity["id"] = Some.Id(number);
            activity["data"]!["status"] = number % 2 == 0 ? "addition" : "removal";
            activity["data"]!["date"] = Some.Date(The.Now.AddMinutes(-1 - (number % 7)));
        });

    private static WebApplication Create(TempFolder folder, string connection) =>
        CentralEndpointApplication.Create([
            folder.Setting,
            "--CentralEndpoint:IngestPort=0",
            "--CentralEndpoint:PagesPort=0",
            $"--CentralEndpoint:PostgreSql={connection}",
        ]);
}
