using Blueshift.Tracking.EndToEndTests.Support;
using Blueshift.Tracking.Relational;
using Blueshift.Tracking.Testing.AspNetCore;

namespace Blueshift.Tracking.EndToEndTests;

/// <summary>A process with capture that is killed (SIGKILL) around the commit of its user's change.</summary>
[TestClass]
public sealed class KilledCaptureTests
{
    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task ProcessKilled_BeforeCommit_Nothing(OutboxProvider provider)
    {
        await using var database = await TargetDatabase.CreateAsync(provider);
        await using var endpoint = await FakeCentralEndpoint.StartAsync(Patiently);
        using (var killed = await OutboxProcess.StartAsync(database, endpoint, captures: true))
        {
            await killed.SayAsync("save eva");
            await killed.SaidAsync("saved", 1);
            await killed.KillAsync();
        }

        using var next = await OutboxProcess.StartAsync(database, endpoint, captures: true);
        await CommitAsync(next, "ida");
        var arrived = await endpoint.WaitForActivitiesAsync(1);
        await database.UntilAsync(static rows => rows.Count == 0, "everything is settled");
        await next.EndAsync();

        Assert.AreEqual(0, await database.CountAsync("people WHERE id = 'eva'"));
        Assert.AreEqual(1, await database.CountAsync("people WHERE id = 'ida'"));
        Assert.HasCount(1, arrived);
        Assert.HasCount(1, endpoint.Activities, "There is nobody but who was committed.");
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task ProcessKilled_AfterCommit_DeliveredOnRestart(OutboxProvider provider)
    {
        await using var database = await TargetDatabase.CreateAsync(provider);
        await using var endpoint = await FakeCentralEndpoint.StartAsync(Patiently);
        await endpoint.RefuseConnectionsAsync();
        using (var killed = await OutboxProcess.StartAsync(database, endpoint, captures: true))
        {
            await CommitAsync(killed, "eva");
            await killed.KillAsync();
        }
        var waiting = await database.RowsAsync();
        await endpoint.AcceptConnectionsAsync();

        using var next = await OutboxProcess.StartAsync(database, endpoint, captures: true);
        var arrived = await endpoint.WaitForActivitiesAsync(1);
        await database.UntilAsync(static rows => rows.Count == 0, "everything is settled");
        await next.EndAsync();

        Assert.AreEqual(1, await database.CountAsync("people WHERE id = 'eva'"));
        Assert.AreEqual(Assert.ContainsSingle(waiting).Id, Assert.ContainsSingle(arrived).Id.ToString("D"));
        Assert.HasCount(1, endpoint.Activities);
    }

    private static FakeCentralEndpointOptions Patiently => new() { WaitTimeout = TimeSpan.FromSeconds(60) };

    private static async Task CommitAsync(OutboxProcess process, string key)
    {
        await process.SayAsync($"save {key}");
        await process.SayAsync("commit");
        await process.SaidAsync("committed", 1);
    }
}
