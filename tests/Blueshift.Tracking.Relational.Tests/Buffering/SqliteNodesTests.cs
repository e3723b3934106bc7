using System.Data.Common;
using Blueshift.Tracking.Relational.Tests.Support;

namespace Blueshift.Tracking.Relational.Tests.Buffering;

[TestClass]
public sealed class SqliteNodesTests : NodesTests
{
    private SqliteDatabase _database = null!;

    private protected override OutboxProvider Provider => OutboxProvider.Sqlite;

    private protected override DbDataSource Database => _database.Source;

    [TestInitialize]
    public async Task CreateAsync() => _database = await SqliteDatabase.CreateAsync();

    [TestCleanup]
    public async Task DeleteAsync() => await _database.DisposeAsync();
}
