using System.Net;
using System.Text;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Storage;

[TestClass]
public sealed class DurabilityTests
{
    [TestMethod]
    public async Task A_restart_keeps_everything()
    {
        using var folder = new TempFolder();
        Sender before;
        var activity = Some.Activity("client-1");
        string root;
        await using (var host = await CentralEndpointHost.StartAsync(folder))
        {
            before = await host.AddSenderAsync();
            Assert.AreEqual("accepted", (await before.PostAsync(activity)).Verdicts().Single());
            root = await File.ReadAllTextAsync(folder.File("root.pem"));
        }

        await using var again = await CentralEndpointHost.StartAsync(folder);
        var after = new Sender(again.Ingest, before.Instance, before.Key);

        (await after.PostAsync(activity.DeepClone())).AssertVerdicts("duplicate");
        Assert.AreEqual(root, await File.ReadAllTextAsync(folder.File("root.pem")));
        await using var db = again.Services.GetRequiredService<EndpointStore>().CreateContext();
        var row = db.Profiles.Single();
        var person = again.Services.GetRequiredService<ProfileSealer>().Open(row.InstanceId, row.ActivityId, row.Box);
        Assert.AreEqual("amelia.nguyen@customer.example", person.Email);
    }

    [TestMethod]
    public async Task The_database_writes_ahead_and_waits_for_the_disk()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await using var db = host.Services.GetRequiredService<EndpointStore>().CreateContext();

        Assert.AreEqual("wal", await ScalarAsync(db, "PRAGMA journal_mode"));
        Assert.AreEqual(2L, await ScalarAsync(db, "PRAGMA synchronous"));
        Assert.AreEqual(5000L, await ScalarAsync(db, "PRAGMA busy_timeout"));
        Assert.AreEqual(1L, await ScalarAsync(db, "PRAGMA foreign_keys"));
    }

    [TestMethod]
    public async Task No_name_no_email_and_no_key_is_in_clear_in_any_file_log_or_report()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        string[] canaries = ["Canaryfirst", "Canarylast", "canary@customer.example", "Canaryrejected", sender.Key];
        var good = sender.Activity(activity =>
        {
            activity["data"]!["firstName"] = canaries[0];
            activity["data"]!["lastName"] = canaries[1];
            activity["data"]!["email"] = canaries[2];
        });
        var bad = sender.Activity(activity => activity["data"]![canaries[3]] = canaries[2]);

        await sender.PostAsync(good, bad, good.DeepClone());
        await sender.PostAsync($"[{good.ToJsonString()},]");
        var page = await host.Pages.GetStringAsync(new Uri("/", UriKind.Relative));
        var json = await host.Pages.GetStringAsync(new Uri("/reports/active-users", UriKind.Relative));

        Assert.AreEqual(1, host.Count("SELECT COUNT(*) FROM activity"));
        var files = Directory.GetFiles(host.Folder.DataFolder);
        Assert.Contains(host.Folder.File("endpoint.db-wal"), files);
        var logs = host.Logs.GetSnapshot().Select(static record => record.Message + record.Exception).ToList();
        Assert.Contains($"{sender.Instance}: 1 accepted, 1 duplicate, 1 rejected", string.Join('\n', logs));
        List<string> places = [.. files.Select(Read), .. logs, page, json];
        foreach (var canary in canaries)
        {
            Assert.DoesNotContain(place => place.Contains(canary, StringComparison.OrdinalIgnoreCase), places);
        }
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task Only_the_owner_may_read_the_folder_and_what_is_secret_in_it()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var sender = await host.AddSenderAsync();
        Assert.AreEqual(HttpStatusCode.OK, (await sender.PostAsync(sender.Activity())).Status);

        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.AreEqual(OwnerOnly | UnixFileMode.UserExecute, ModeOf(host.Folder.DataFolder));
        foreach (var name in new[] { "endpoint.db", "endpoint.db-wal", "endpoint.db-shm", "master.key", "server.pem" })
        {
            Assert.AreEqual(OwnerOnly, ModeOf(host.Folder.File(name)), name);
        }
    }

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException() : File.GetUnixFileMode(path);

    private static string Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return Encoding.Latin1.GetString(content.ToArray());
    }

    private static async Task<object?> ScalarAsync(EndpointDbContext db, string sql)
    {
        var connection = Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(db.Database);
        await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.OpenConnectionAsync(db.Database);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
