using CentralEndpoint.Tests.Support;
using Microsoft.Data.Sqlite;

namespace CentralEndpoint.Tests.Backups;

/// <summary>A backup or a restore that cannot be right changes nothing and says what to do.</summary>
[TestClass]
public sealed class RefusedRestoreTests : EndpointTest
{
    [TestMethod]
    public async Task A_backup_replaces_no_file()
    {
        using var file = new TempFolder();
        await File.WriteAllTextAsync(BackupTests.PathIn(file), "mine");

        var fault = await RefusedAsync(() => BackupTests.BackUpAsync(Host, file));

        Assert.Contains("exists already. Nothing was changed. Name a new one.", fault);
        Assert.AreEqual("mine", await File.ReadAllTextAsync(BackupTests.PathIn(file)));
    }

    [TestMethod]
    public async Task A_folder_that_is_not_there_is_told()
    {
        using var file = new TempFolder();
        var path = Path.Combine(file.Path, "nowhere", "backup.db");

        var fault = await RefusedAsync(() => CommandRun.OfAsync(Host.Settings, "backup", path));

        Assert.StartsWith($"The file {path} cannot be written.", fault);
    }

    [TestMethod]
    public async Task What_a_killed_backup_left_is_replaced()
    {
        using var file = new TempFolder();
        await File.WriteAllTextAsync(BackupTests.PathIn(file) + ".unfinished", "half");

        (await BackupTests.BackUpAsync(Host, file)).AssertDone();

        Assert.AreSequenceEqual(new[] { BackupTests.PathIn(file) }, Directory.GetFiles(file.Path));
    }

    [TestMethod]
    public async Task A_database_with_instances_is_not_restored_to()
    {
        var sender = await Host.AddSenderAsync();
        using var file = new TempFolder();
        (await BackupTests.BackUpAsync(Host, file)).AssertDone();

        var fault = await RefusedAsync(() => RestoreAsync(file, [.. Host.Settings]));

        Assert.StartsWith("The database holds instances already. Nothing was changed.", fault);
        (await sender.PostAsync(sender.Activity())).AssertVerdicts("accepted");
        Assert.AreEqual(0, Host.Count("SELECT COUNT(*) FROM instance WHERE resync IS NOT NULL"));
    }

    [TestMethod]
    [DataRow(false, "is missing, but the database was made with one.")]
    [DataRow(true, "is not the one that this database was made with.")]
    public async Task Without_its_master_key_a_backup_is_not_restored_and_no_key_is_made(bool isThere, string expected)
    {
        using var file = new TempFolder();
        (await BackupTests.BackUpAsync(Host, file)).AssertDone();
        using var folder = new TempFolder();
        var database = await TestDatabase.OfAsync(folder);
        var key = Path.Combine(folder.Path, "other.key");
        if (isThere)
        {
            await File.WriteAllBytesAsync(key, new byte[32]);
        }

        string[] settings = [folder.Setting, .. database.Settings, $"--CentralEndpoint:MasterKeyFile={key}"];
        var fault = await RefusedAsync(() => RestoreAsync(file, settings));

        Assert.Contains(expected, fault);
        Assert.AreEqual(isThere, File.Exists(key));
        Assert.IsEmpty(Directory.GetFiles(folder.DataFolder));
    }

    [TestMethod]
    [DataRow("text")]
    [DataRow("empty")]
    [DataRow("foreign")]
    [DataRow("cut")]
    [DataRow("none")]
    public async Task What_is_no_backup_is_refused(string kind)
    {
        using var file = new TempFolder();
        await MakeAsync(kind, file);
        using var folder = new TempFolder();
        var database = await TestDatabase.OfAsync(folder);
        var key = $"--CentralEndpoint:MasterKeyFile={Host.Folder.File("master.key")}";

        var fault = await RefusedAsync(() => RestoreAsync(file, [folder.Setting, .. database.Settings, key]));

        Assert.Contains(BackupTests.PathIn(file), fault);
        Assert.IsFalse(Directory.Exists(folder.DataFolder) && File.Exists(folder.File("restoring.db")));
    }

    private static async Task MakeAsync(string kind, TempFolder file)
    {
        var path = BackupTests.PathIn(file);
        switch (kind)
        {
            case "text":
                await File.WriteAllTextAsync(path, string.Concat(Enumerable.Repeat("This is no database. ", 100)));
                break;
            case "empty":
                await File.WriteAllBytesAsync(path, []);
                break;
            case "foreign":
                await using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
                {
                    await connection.OpenAsync();
                    await using var command = connection.CreateCommand();
                    command.CommandText = "CREATE TABLE instance (id TEXT)";
                    await command.ExecuteNonQueryAsync();
                }

                break;
            case "cut":
                var sender = await Host.AddSenderAsync();
                await sender.PostAsync([.. Enumerable.Range(0, 200).Select(_ => sender.Activity())]);
                (await BackupTests.BackUpAsync(Host, file)).AssertDone();
                await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(path))[..40_000]);
                break;
            default:
                break;
        }
    }

    private static Task<CommandRun> RestoreAsync(TempFolder file, string[] settings) =>
        CommandRun.OfAsync(settings, "restore", BackupTests.PathIn(file));

    private static async Task<string> RefusedAsync(Func<Task<CommandRun>> command) =>
        (await Assert.ThrowsExactlyAsync<EndpointFaultException>(command)).Message;
}
