using System.Transactions;
using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Capturing;

[TestClass]
public sealed class PostgresTransactionTests : TransactionTests
{
    private protected override Task<HostDatabase> DatabaseAsync() => PostgresHostDatabase.CreateAsync();

    // Microsoft.Data.Sqlite cannot enlist, and EF Core refuses the scope.
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task TransactionScope_NotCompleted_Nothing(bool isSync)
    {
        var host = await HostAsync();
        foreach (var completes in new[] { false, true })
        {
            using var scope = new TransactionScope(TransactionScopeAsyncFlowOption.Enabled);
            await using var context = host.Context();
            context.Add(People.Employee());
            context.Add(People.Member());
            await context.SaveAsync(isSync);
            Assert.IsEmpty(host.Capture.CommittedIds);
            if (completes)
            {
                scope.Complete();
            }
        }

        Assert.HasCount(2, await host.RowsAsync());
        Assert.HasCount(2, host.Capture.CommittedIds);
    }
}
