using CentralEndpoint.Audit;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Audit;

[TestClass]
public sealed class AuditVerificationTests
{
    private const string Members =
        "time, actor, roles, action, target, count, purpose, reference, request, previous, hash";

    [TestMethod]
    public async Task A_chain_without_entries_is_whole_and_so_is_one_with_some()
    {
        await using var host = await CentralEndpointHost.StartAsync();

        var none = await host.VerifyAsync();
        await host.RecordAsync(3);
        var some = await host.VerifyAsync();

        Assert.AreEqual((0L, null, 0L), (none.Count, none.First, none.Newest.Number));
        Assert.IsNull(none.Broken);
        Assert.AreEqual((3L, 1L, 3L), (some.Count, some.First, some.Newest.Number));
        Assert.IsNull(some.Broken);
        Assert.AreSequenceEqual((byte[])host.Value("SELECT hash FROM audit_entry WHERE number = 3")!, some.Newest.Hash);
    }

    [TestMethod]
    public async Task Each_member_that_is_changed_breaks_it()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.RecordAsync(4);
        var changes = new Dictionary<string, string>
        {
            ["time"] = "time + 1",
            ["actor"] = "'account-2'",
            ["roles"] = "''",
            ["action"] = "'audit-viewed'",
            ["target"] = "'instance globex'",
            ["count"] = "0",
            ["purpose"] = "NULL",
            ["reference"] = "''",
            ["request"] = "NULL",
            ["previous"] = "hash",
            ["hash"] = "previous",
        };
        Assert.AreSequenceEqual(Members.Split(", "), changes.Keys);

        foreach (var (member, value) in changes)
        {
            var old = host.Value($"SELECT {member} FROM audit_entry WHERE number = 2");
            Assert.AreEqual(1, host.Execute($"UPDATE audit_entry SET {member} = {value} WHERE number = 2"));

            var why = member == "previous" ? "does not follow the entry before it" : "is not as it was written";
            Assert.AreEqual($"2 {why}", await host.TellAsync(), member);

            host.Execute($"UPDATE audit_entry SET {member} = @p0 WHERE number = 2", old);
            Assert.AreEqual("whole", await host.TellAsync(), member);
        }
    }

    [TestMethod]
    public async Task An_absent_member_is_not_an_empty_one()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.Trail().RecordAsync(AuditedAct.OfEndpoint(AuditActions.Purged, "names"));

        host.Execute("UPDATE audit_entry SET purpose = ''");

        Assert.AreEqual("1 is not as it was written", await host.TellAsync());
    }

    [TestMethod]
    [DataRow("DELETE FROM audit_entry WHERE number = 1", "1 is missing")]
    [DataRow("DELETE FROM audit_entry WHERE number = 3", "3 is missing")]
    [DataRow("DELETE FROM audit_entry WHERE number IN (3, 4)", "3 is missing")]
    [DataRow("UPDATE audit_entry SET number = 9 WHERE number = 5", "5 is missing")]
    [DataRow(
        "UPDATE audit_entry SET number = 0 WHERE number = 1",
        "0 is older than the place at which the chain begins"
    )]
    [DataRow(
        $"INSERT INTO audit_entry (number, {Members}) SELECT 6, {Members} FROM audit_entry WHERE number = 3",
        "6 does not follow the entry before it"
    )]
    [DataRow(
        "UPDATE audit_entry SET number = 9 WHERE number = 3; UPDATE audit_entry SET number = 3 WHERE number = 4; "
            + "UPDATE audit_entry SET number = 4 WHERE number = 9",
        "3 does not follow the entry before it"
    )]
    [DataRow(
        "DELETE FROM audit_entry WHERE number = 3; UPDATE audit_entry SET number = number - 1 WHERE number = 4; "
            + "UPDATE audit_entry SET number = number - 1 WHERE number = 5",
        "3 does not follow the entry before it"
    )]
    public async Task One_that_was_deleted_inserted_or_moved_breaks_it(string statement, string expected)
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.RecordAsync(5);

        host.Execute(statement);

        Assert.AreEqual(expected, await host.TellAsync());
    }

    [TestMethod]
    public async Task An_end_that_was_cut_off_or_written_anew_shows_beside_what_was_noted()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.RecordAsync(4);
        var middle = (await host.VerifyAsync()).Newest;
        await host.RecordAsync(1);
        var end = (await host.VerifyAsync()).Newest;

        Assert.AreEqual("whole", await host.TellAsync(middle));
        Assert.AreEqual("whole", await host.TellAsync(end));

        host.Execute("DELETE FROM audit_entry WHERE number = 5");
        Assert.AreEqual("whole", await host.TellAsync());
        Assert.AreEqual("whole", await host.TellAsync(middle));
        Assert.StartsWith("5 is missing, and so is every one after it", await host.TellAsync(end));

        await host.Trail().RecordAsync(AuditRun.Act(9));
        Assert.AreEqual("whole", await host.TellAsync());
        Assert.AreEqual("5 is not the one that was noted", await host.TellAsync(end));

        host.Execute("DELETE FROM audit_entry");
        Assert.StartsWith("1 is missing, and so is every one after it", await host.TellAsync(middle));
    }

    [TestMethod]
    public async Task It_begins_where_the_endpoint_itself_said_and_nowhere_else()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.RecordAsync(5);
        var hash = (byte[])host.Value("SELECT hash FROM audit_entry WHERE number = 2")!;
        var seal = host.Services.GetRequiredService<AuditChain>().Seal(2, hash);
        host.Execute("DELETE FROM audit_entry WHERE number < 3");
        Assert.AreEqual("1 is missing", await host.TellAsync());
        host.Execute("INSERT INTO audit_start (id, number, hash, seal) VALUES (1, 2, @p0, @p1)", hash, seal);

        var finding = await host.VerifyAsync(new AuditHead(1, new byte[32]));

        Assert.AreEqual((3L, 3L, 5L), (finding.Count, finding.First, finding.Newest.Number));
        Assert.IsNull(finding.Broken);
        Assert.IsTrue(finding.IsNotedTooOld);
        Assert.AreEqual("whole", await host.TellAsync(new AuditHead(2, hash)));
        Assert.AreEqual("2 is not the one that was noted", await host.TellAsync(new AuditHead(2, seal)));
        await host.RecordAsync(1);
        Assert.AreEqual("whole", await host.TellAsync());
        host.Execute("DELETE FROM audit_entry WHERE number = 3");
        Assert.AreEqual("3 is missing", await host.TellAsync());
        host.Execute("UPDATE audit_start SET number = 3");
        Assert.StartsWith("3 is given as the last one that retention deleted", await host.TellAsync());
    }

    [TestMethod]
    public async Task A_chain_that_was_emptied_by_its_retention_goes_on()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.RecordAsync(2);
        var head = (await host.VerifyAsync()).Newest;
        var seal = host.Services.GetRequiredService<AuditChain>().Seal(2, head.Hash);
        host.Execute("DELETE FROM audit_entry");
        host.Execute("INSERT INTO audit_start (id, number, hash, seal) VALUES (1, 2, @p0, @p1)", head.Hash, seal);

        await host.RecordAsync(1);

        var finding = await host.VerifyAsync(head);
        Assert.IsNull(finding.Broken);
        Assert.AreEqual((1L, 3L), (finding.Count, finding.First));
    }

    [TestMethod]
    public async Task Another_master_key_makes_another_chain()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        await host.RecordAsync(1);
        var store = host.Services.GetRequiredService<EndpointStore>();

        var finding = await new AuditVerification(store, new AuditChain(new MasterKey(new byte[32]))).RunAsync();

        Assert.AreEqual(1, finding.Broken!.Number);
    }
}
