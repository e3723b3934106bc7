using System.Text.Json;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.Tests.Capture;

/// <summary>Asks through the public interfaces, as a host does.</summary>
[TestClass]
public sealed class UserActivityPrivacyTests
{
    // How long an erasure waits for what is on its way.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ObservedTimeProvider _time = new();
    private readonly CrashingFileSystem _files = new();

    [TestMethod]
    public async Task An_export_holds_what_waits_of_the_person_and_of_nobody_else()
    {
        await using var host = Host();
        var result = await host.GetRequiredService<IUserActivityTracker>().TrackAsync(Some.Activity("user-1"));
        await host.GetRequiredService<IUserActivityTracker>().TrackAsync(Some.Activity("user-2"));
        using var stream = new MemoryStream();

        await host.GetRequiredService<IUserActivityPrivacy>().ExportAsync(PersonQuery.ByKey("user-1"), stream);

        using var json = JsonDocument.Parse(stream.ToArray());
        Assert.IsTrue(json.RootElement.GetProperty("complete").GetBoolean());
        var only = json.RootElement.GetProperty("activities").EnumerateArray().Single();
        Assert.AreEqual("user-1", only.GetProperty("key").GetString());
        Assert.AreEqual(_time.GetUtcNow(), only.GetProperty("recordedAt").GetDateTimeOffset());
        var activity = only.GetProperty("activity");
        Assert.AreEqual(result.ActivityId, activity.GetProperty("id").GetGuid());
        Assert.AreEqual(
            "amelia.nguyen@customer.example",
            activity.GetProperty("data").GetProperty("email").GetString()
        );
    }

    [TestMethod]
    public async Task A_person_is_found_by_email_and_erased_everywhere_and_the_backlog_shows_it()
    {
        await using var host = Host();
        await host.GetRequiredService<IUserActivityTracker>().TrackAsync(Some.Activity("user-1"));
        await host.GetRequiredService<IUserActivityTracker>()
            .TrackAsync(UserActivity.Created(Some.User("user-2", email: "other@customer.example")));
        var person = PersonQuery.ByEmail("AMELIA.NGUYEN@customer.example");

        var found = await host.GetRequiredService<IUserActivityPrivacy>().FindAsync(person);
        var erasing = host.GetRequiredService<IUserActivityPrivacy>().EraseAsync(person).AsTask();
        // Exactly when it waits for what is on its way, if anything is: a clock that runs ahead ends waits for the disk too.
        await Task.WhenAny(erasing, _time.PassWaitAsync(Patience, Patience));
        var erased = await erasing.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.AreEqual((1, true), (found.Found, found.IsComplete));
        Assert.AreEqual((1, true), (erased.Found, erased.IsComplete));
        Assert.AreEqual(0, await new JournalContents(_files, Some.Folder, _time).CountAsync("amelia.nguyen"));
        Assert.AreEqual(2, host.GetRequiredService<IUserActivityBacklog>().GetStatus().Recorded);
    }

    [TestMethod]
    public async Task With_tracking_off_nothing_is_found_and_no_file_is_opened()
    {
        await using var host = Host(options => options.Enabled = false);
        var operations = _files.Operations;
        using var stream = new MemoryStream();

        var found = await host.GetRequiredService<IUserActivityPrivacy>().EraseAsync(PersonQuery.ByKey("user-1"));
        await host.GetRequiredService<IUserActivityPrivacy>().ExportAsync(PersonQuery.ByKey("user-1"), stream);
        var backlog = host.GetRequiredService<IUserActivityBacklog>();

        Assert.AreEqual((0, true), (found.Found, found.IsComplete));
        Assert.AreEqual(0, JsonDocument.Parse(stream.ToArray()).RootElement.GetProperty("activities").GetArrayLength());
        Assert.AreEqual(0, backlog.GetStatus().Recorded);
        Assert.IsEmpty(await backlog.ListDeadLettersAsync());
        Assert.IsFalse(await backlog.RetryDeadLetterAsync(Guid.Parse("0198c0de-0000-7000-8000-000000000001")));
        Assert.IsFalse(await backlog.DeleteDeadLetterAsync(Guid.Parse("0198c0de-0000-7000-8000-000000000001")));
        Assert.AreEqual(operations, _files.Operations);
    }

    // With the journal, on a disk in memory; the endpoint takes what is sent and never answers.
    private ServiceProvider Host(Action<UserActivityTrackingOptions>? change = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        Some.Network(services, new ScriptedTransport { Gate = new TaskCompletionSource().Task });
        services.AddSingleton<IFileSystem>(_files);
        services.AddSingleton<IFolderEnvironment>(new FakeFolderEnvironment(_files));
        services.AddUserActivityTracking(options =>
        {
            Some.Settings(options);
            change?.Invoke(options);
        });
        _files.CreateFolder(Some.Folder);
        return services.BuildServiceProvider(validateScopes: true);
    }
}
