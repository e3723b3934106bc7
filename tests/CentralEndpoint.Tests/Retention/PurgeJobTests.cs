using CentralEndpoint.Audit;
using CentralEndpoint.Commands;
using CentralEndpoint.Retention;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Retention;

[TestClass]
public sealed class PurgeJobTests
{
    [TestMethod]
    public async Task It_runs_at_the_start_and_each_day_at_its_hour()
    {
        using var folder = new TempFolder();
        await using (var before = await CentralEndpointHost.StartAsync(folder))
        {
            await before.Services.GetRequiredService<PurgeJob>().Latest;
            await before.AddAsync(
                RetentionRun.Session("due", The.Now.AddDays(-40)),
                RetentionRun.Session("due at half past two", The.Now.AddDays(-30).AddHours(14.5)),
                RetentionRun.Session("due at half past four", The.Now.AddDays(-30).AddHours(16.5))
            );
        }

        await using var host = await CentralEndpointHost.StartAsync(folder);
        var job = host.Services.GetRequiredService<PurgeJob>();
        await job.Latest;
        Assert.AreEqual(2, host.Count("SELECT COUNT(*) FROM staff_session"));

        // It is noon; the hour is three.
        await AdvanceAsync(host, job, TimeSpan.FromHours(15) - TimeSpan.FromSeconds(1));
        Assert.AreEqual(2, host.Count("SELECT COUNT(*) FROM staff_session"));
        await AdvanceAsync(host, job, TimeSpan.FromSeconds(1));
        Assert.AreEqual(1, host.Count("SELECT COUNT(*) FROM staff_session"));
        await AdvanceAsync(host, job, TimeSpan.FromHours(23));
        Assert.AreEqual(1, host.Count("SELECT COUNT(*) FROM staff_session"));
        await AdvanceAsync(host, job, TimeSpan.FromHours(1));
        Assert.AreEqual(0, host.Count("SELECT COUNT(*) FROM staff_session"));

        Assert.AreSequenceEqual(
            ["Retention deleted sessions 1", "Retention deleted sessions 1", "Retention deleted sessions 1"],
            host.Logs.GetSnapshot()
                .Select(static record => record.Message)
                .Where(static message => message.StartsWith("Retention", StringComparison.Ordinal))
        );
    }

    [TestMethod]
    public async Task Of_two_endpoints_over_one_database_one_does_it()
    {
        using var folder = new TempFolder();
        await using var one = await CentralEndpointHost.StartAsync(folder);
        await using var other = await CentralEndpointHost.StartAsync(folder);
        await one.Services.GetRequiredService<PurgeJob>().Latest;
        await other.Services.GetRequiredService<PurgeJob>().Latest;
        await one.AddAsync(RetentionRun.Session("due", The.Now.AddDays(-40)));
        var purge = other.Services.GetRequiredService<Purge>();

        await using (await one.Store().TryTakePurgeAsync())
        {
            Assert.IsNull(await purge.RunAsync(AuditedAct.Endpoint));
            Assert.AreEqual(CommandLine.Wrong, (await CommandRun.OfAsync(one.Settings, "purge")).Code);
        }

        Assert.AreEqual(1, one.Count("SELECT COUNT(*) FROM staff_session"));
        Assert.AreEqual(1, (await purge.RunAsync(AuditedAct.Endpoint))!.Sum(static done => done.Count));
    }

    [TestMethod]
    public async Task The_command_counts_without_a_trace_and_deletes_with_one()
    {
        await using var host = await RetentionRun.StartAsync();
        await host.AddAsync(RetentionRun.Session("due", DateTimeOffset.UnixEpoch));

        var dry = (await CommandRun.OfAsync(host.Settings, "purge", "--dry-run")).AssertDone();
        Assert.AreEqual(1, host.Count("SELECT COUNT(*) FROM staff_session"));
        Assert.AreEqual(0, host.Count("SELECT COUNT(*) FROM audit_entry"));
        var run = (await CommandRun.OfAsync(host.Settings, "purge")).AssertDone();

        Assert.AreSequenceEqual(
            [
                "names 0",
                "requests 0",
                "messages 0",
                "unhandled-messages 0",
                "forget 0",
                "sessions 1",
                "tokens 0",
                "audit 0",
            ],
            Lines(dry)
        );
        Assert.AreSequenceEqual(Lines(dry), Lines(run));
        Assert.AreEqual(0, host.Count("SELECT COUNT(*) FROM staff_session"));
        Assert.AreEqual("command", host.Value("SELECT actor FROM audit_entry WHERE action = 'purged'"));
        Assert.AreEqual(CommandLine.BadArguments, (await CommandRun.OfAsync(host.Settings, "purge", "now")).Code);
    }

    [TestMethod]
    [DataRow("ProfileMonths=0", "ProfileMonths) is 0. Allowed are 1 to 120 months.")]
    [DataRow("RequestMonths=121", "RequestMonths) is 121. Allowed are 1 to 120 months.")]
    [DataRow("MessageDays=0", "MessageDays) is 0. Allowed are 1 to 3650 days.")]
    [DataRow("UnhandledMessageDays=3651", "UnhandledMessageDays) is 3651. Allowed are 1 to 3650 days.")]
    [DataRow("AuditMonths=241", "AuditMonths) is 241. Allowed are 1 to 240 months.")]
    [DataRow("SessionDays=0", "SessionDays) is 0. Allowed are 1 to 365 days.")]
    [DataRow("ForgetDays=366", "ForgetDays) is 366. Allowed are 1 to 365 days.")]
    [DataRow("Hour=24", "Hour) is 24. Allowed are 0 to 23 hours.")]
    [DataRow("AuditMonths=35", "AuditMonths) is 35. What was done with names and requests is kept no shorter")]
    [DataRow(
        "UnhandledMessageDays=2161",
        "AuditMonths) is 72. What was done with names and requests is kept no shorter"
    )]
    [DataRow("ProfileMonts=9", "There is no setting CentralEndpoint:Retention:ProfileMonts. The settings of")]
    public void A_wrong_setting_is_told(string setting, string message)
    {
        using var folder = new TempFolder();

        var fault = Assert.ThrowsExactly<EndpointFaultException>(() =>
            CentralEndpointApplication.Create([folder.Setting, "--CentralEndpoint:Retention:" + setting])
        );

        Assert.Contains(message, fault.Message);
    }

    private static async Task AdvanceAsync(CentralEndpointHost host, PurgeJob job, TimeSpan time)
    {
        host.Clock.Advance(time);
        await job.Latest;
    }

    private static IReadOnlyList<string> Lines(CommandRun run) =>
        [
            .. run
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(static line => string.Join(' ', line.Split(' ').Take(2))),
        ];
}
