using System.Net;
using Blueshift.Tracking;
using Blueshift.Tracking.Relational.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TenantApp.Accounts;
using TenantApp.Tests.Support;

namespace TenantApp.Tests.Hosting;

/// <summary>Nodes over one PostgreSQL database, which the operator names by a connection string.</summary>
[TestClass]
public sealed class PostgresTests
{
    private const int Nodes = 3;

    [TestMethod]
    public async Task Nodes_that_start_at_once_make_one_schema_and_one_administrator()
    {
        await using var database = await PostgresRun.CreateAsync();
        var nodes = Enumerable.Range(0, Nodes).Select(_ => Node(database.ConnectionString)).ToList();
        try
        {
            var browsers = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.SignInAdministratorAsync())));

            await using var scope = nodes[0].NewScope();
            Assert.AreEqual(1, await scope.ServiceProvider.GetRequiredService<AppDbContext>().Users.CountAsync());
            foreach (var browser in browsers)
            {
                browser.Dispose();
            }
        }
        finally
        {
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }
    }

    [TestMethod]
    public async Task What_one_node_did_another_sees_and_each_change_is_told_once()
    {
        await using var database = await PostgresRun.CreateAsync();
        await using var first = Node(database.ConnectionString);
        await using var second = Node(database.ConnectionString);
        using var atFirst = await first.SignInAdministratorAsync();
        using var atSecond = await second.SignInAdministratorAsync();
        var person = new Person();

        await atFirst.CreateUserAsync(person);
        var again = await atSecond.CreateUserAsync(new Person { UserName = "user-18" });
        await atSecond.ChangeStateAsync(person.UserName, "deactivate");

        Assert.AreEqual(HttpStatusCode.OK, again.Status);
        Assert.Contains("already taken", again.Alert);
        Assert.AreSequenceEqual([UserActivityKind.Created], first.Tracker.Activities.Select(one => one.Kind));
        Assert.AreSequenceEqual([UserActivityKind.Deactivated], second.Tracker.Activities.Select(one => one.Kind));
    }

    private static TenantFactory Node(string connection) =>
        new TenantFactory().Set("ConnectionStrings:TenantApp", connection);
}
