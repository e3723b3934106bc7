using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Capturing;

/// <summary>Is a test of capture on one of the two databases.</summary>
public abstract class CaptureTest
{
    private readonly List<TestHost> _hosts = [];

    [TestCleanup]
    public async Task CleanAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }
    }

    private protected abstract Task<HostDatabase> DatabaseAsync();

    private protected async Task<TestHost> HostAsync(Action<DbContextOptionsBuilder>? configure = null) =>
        Kept(await TestHost.StartAsync(await DatabaseAsync(), configure));

    private protected TestHost Kept(TestHost host)
    {
        _hosts.Add(host);
        return host;
    }

    /// <summary>Saves a user, and forgets what was captured of it.</summary>
    private protected static async Task<Employee> EmployedAsync(TestHost host, Employee? user = null)
    {
        user ??= People.Employee();
        await using var context = host.Context();
        context.Add(user);
        await context.SaveChangesAsync();
        await ClearAsync(host);
        return user;
    }

    private protected static async Task<Member> EnrolledAsync(TestHost host)
    {
        var user = People.Member();
        await using var context = host.Context();
        context.Add(user);
        await context.SaveChangesAsync();
        await ClearAsync(host);
        return user;
    }

    private protected static async Task ClearAsync(TestHost host)
    {
        await using var connection = await host.Database.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM blueshift_outbox";
        await command.ExecuteNonQueryAsync();
        host.Statements.Clear();
    }
}
