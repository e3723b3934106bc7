using System.Data.Common;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Relational.Tests.Support;
using Blueshift.Tracking.Tests.Buffering;

namespace Blueshift.Tracking.Relational.Tests.Buffering;

[TestClass]
public sealed class PostgresOutboxTests : BufferContractTests
{
    private DbDataSource _database = null!;

    [TestInitialize]
    public async Task CreateAsync() => _database = await OutboxBench.PostgresAsync();

    [TestCleanup]
    public async Task DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    internal override IActivityBuffer Create(
        UserActivityTrackingOptions options,
        TrackingMeter meter,
        TimeProvider time
    ) => _database.Outbox(OutboxProvider.PostgreSql, options, time);
}
