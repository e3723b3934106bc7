using System.Security.Cryptography;
using System.Text;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Relational.Tests.Support;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.Relational.Tests.Sealing;

/// <summary>What lies in the tables once a key is named.</summary>
[TestClass]
public sealed class OutboxSealTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("blueshift-seal-").FullName;

    [TestCleanup]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task With_a_key_file_nothing_of_a_person_lies_in_clear_and_another_node_delivers_it(
        OutboxProvider provider
    )
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        var key = NewKey("key");
        await using (var first = Host(database, key))
        {
            first.Transport.Gate = new TaskCompletionSource().Task;
            await first.Tracker.TrackAsync(Some.Activity());
        }
        var payload = (await database.PayloadsAsync()).Single();
        await FreeAsync(database);
        await using var second = Host(database, key);

        await second.FlushAsync();

        Assert.DoesNotContain("amelia", Encoding.UTF8.GetString(payload), StringComparison.OrdinalIgnoreCase);
        Assert.AreEqual(1, second.State.Delivered);
        Assert.AreEqual("file", second.State.Description.Key);
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task What_was_there_in_clear_is_delivered_after_a_key_was_named(OutboxProvider provider)
    {
        await using var database = await HostDatabase.CreateAsync(provider);
        await using (var clear = Host(database, key: null))
        {
            clear.Transport.Gate = new TaskCompletionSource().Task;
            await clear.Tracker.TrackAsync(Some.Activity());
        }
        await FreeAsync(database);
        await using var host = Host(database, NewKey("key"));

        await host.FlushAsync();

        Assert.AreEqual(1, host.State.Delivered);
    }

    [TestMethod]
    public async Task What_another_key_sealed_is_kept_and_told_until_that_key_is_back()
    {
        await using var database = await HostDatabase.CreateAsync(OutboxProvider.Sqlite);
        var old = NewKey("old");
        await using (var first = Host(database, old))
        {
            first.Transport.Gate = new TaskCompletionSource().Task;
            await first.Tracker.TrackAsync(Some.Activity("sealed-before"));
        }
        await FreeAsync(database);
        await using (var other = Host(database, NewKey("new")))
        {
            await other.Tracker.TrackAsync(Some.Activity("sealed-now"));
            await other.Transport.NextAsync();

            Assert.AreEqual(1, other.State.KeysMissing);
            Assert.ContainsSingle(log => log.Id == 1084, other.Logs);
        }
        Assert.AreEqual(1L, await database.CountAsync("blueshift_outbox"), "It is kept.");
        await FreeAsync(database);
        await using var back = Host(database, old);

        await back.FlushAsync();

        Assert.AreEqual(0L, await database.CountAsync("blueshift_outbox"));
    }

    [TestMethod]
    public async Task Without_the_key_that_sealed_it_nothing_is_lost_either()
    {
        await using var database = await HostDatabase.CreateAsync(OutboxProvider.Sqlite);
        await using (var first = Host(database, NewKey("key")))
        {
            first.Transport.Gate = new TaskCompletionSource().Task;
            await first.Tracker.TrackAsync(Some.Activity());
        }
        await FreeAsync(database);
        await using var host = Host(database, key: null);

        await host.Tracker.TrackAsync(Some.Activity("other"));
        await host.Transport.NextAsync();

        Assert.AreEqual(
            1L,
            await database.CountAsync("blueshift_outbox WHERE sequence = 1 AND payload IS NOT NULL AND state = 0")
        );
        Assert.AreEqual(1, host.State.KeysMissing);
    }

    [TestMethod]
    public async Task A_damaged_row_is_given_up_and_counted_and_holds_nobody_back()
    {
        await using var database = await HostDatabase.CreateAsync(OutboxProvider.Sqlite);
        var key = NewKey("key");
        await using (var first = Host(database, key))
        {
            first.Transport.Gate = new TaskCompletionSource().Task;
            await first.Tracker.TrackAsync([Some.Activity("one"), Some.Activity("two")]);
        }
        await FreeAsync(database);
        await database.RunAsync(
            "UPDATE blueshift_outbox SET payload = CAST(substr(payload, 1, length(payload) - 1) || x'00' AS BLOB) WHERE sequence = 1"
        );
        await using var host = Host(database, key);

        await host.FlushAsync();

        Assert.AreEqual((1, 1, 0), (host.State.Delivered, host.State.Dropped, host.State.Waiting));
        Assert.AreEqual(DropReason.Damaged, host.State.GivenUp.LatestDrop);
    }

    private static OutboxHost Host(HostDatabase database, string? key) =>
        new(
            database,
            options => options.Buffer.KeyFile = key,
            builder => builder.Services.AddSingleton<IFileSystem, DiskFileSystem>()
        );

    // As if the lease of the node before had run out.
    private static Task FreeAsync(HostDatabase database) =>
        database.RunAsync("UPDATE blueshift_outbox SET lease_until = NULL, not_before = 0");

    private string NewKey(string name)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, RandomNumberGenerator.GetBytes(32));
        return path;
    }
}
