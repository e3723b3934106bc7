using CentralEndpoint.Audit;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CentralEndpoint.Tests.Audit;

[TestClass]
public sealed class AuditAnchorTests
{
    [TestMethod]
    public async Task The_end_is_in_the_log_at_the_start_and_once_a_day()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var anchor = host.Services.GetRequiredService<AuditAnchor>();
        await anchor.Latest;
        Assert.AreSequenceEqual([$"0:{new string('0', 64)}"], Told(host));

        await host.RecordAsync(2);
        host.Clock.Advance(TimeSpan.FromHours(23));
        await anchor.Latest;
        Assert.HasCount(1, Told(host));

        host.Clock.Advance(TimeSpan.FromHours(1));
        await anchor.Latest;
        var told = Told(host);
        Assert.HasCount(2, told);
        Assert.IsTrue(AuditHead.TryParse(told[1], out var head));
        Assert.AreEqual(2, head.Number);
        Assert.AreEqual("whole", await host.TellAsync(head));

        host.Execute("DELETE FROM audit_entry WHERE number = 2");
        Assert.StartsWith("2 is missing", await host.TellAsync(head));
    }

    [TestMethod]
    public async Task One_that_fails_is_told_and_the_next_one_comes()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var anchor = host.Services.GetRequiredService<AuditAnchor>();
        await anchor.Latest;
        host.Execute("ALTER TABLE audit_entry RENAME TO away");

        host.Clock.Advance(TimeSpan.FromDays(1));
        await anchor.Latest;
        Assert.ContainsSingle(
            record =>
                record.Level == LogLevel.Warning
                && record.Message.StartsWith("A daily round failed", StringComparison.Ordinal)
                && record.Category == typeof(AuditAnchor).FullName,
            host.Logs.GetSnapshot()
        );

        host.Execute("ALTER TABLE away RENAME TO audit_entry");
        host.Clock.Advance(TimeSpan.FromDays(1));
        await anchor.Latest;
        Assert.HasCount(2, Told(host));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("1")]
    [DataRow("1:00")]
    [DataRow("-1:0000000000000000000000000000000000000000000000000000000000000000")]
    [DataRow("1:000000000000000000000000000000000000000000000000000000000000000g")]
    [DataRow("99999999999999999999:0000000000000000000000000000000000000000000000000000000000000000")]
    public void A_note_that_is_none_is_not_read(string text) => Assert.IsFalse(AuditHead.TryParse(text, out _));

    private static IReadOnlyList<string> Told(CentralEndpointHost host) =>
        [
            .. host
                .Logs.GetSnapshot()
                .Where(static record =>
                    record.Message.StartsWith("The audit chain ends with ", StringComparison.Ordinal)
                )
                .Select(static record => record.Message.Split(' ')[5].TrimEnd(';')),
        ];
}
