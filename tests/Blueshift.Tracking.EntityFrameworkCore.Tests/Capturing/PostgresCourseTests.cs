using System.Transactions;
using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Capturing;

[TestClass]
public sealed class PostgresCourseTests : CourseTests
{
    private protected override Task<HostDatabase> DatabaseAsync() => PostgresHostDatabase.CreateAsync();

    // Microsoft.Data.Sqlite cannot enlist, and EF Core refuses the scope.
    [TestMethod]
    public async Task A_hint_in_a_scope_is_given_again_when_the_scope_is_over()
    {
        var host = await HostAsync();
        int within;
        using (var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await using var context = host.Context();
            context.MarkUsersChanged();
            await context.Employees.ExecuteDeleteAsync();
            within = host.Reconciling.Count;
            scope.Complete();
        }

        Assert.IsGreaterThan(within, host.Reconciling.Count);
    }
}
