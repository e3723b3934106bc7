using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Relational.Tests.Support;
using Blueshift.Tracking.Tests.Buffering;

namespace Blueshift.Tracking.Relational.Tests.Buffering;

[TestClass]
public sealed class SqliteOutboxTests : BufferContractTests
{
    private SqliteDatabase _database = null!;

    [TestInitialize]
    public async Task CreateAsync() => _database = await SqliteDatabase.CreateAsync();

    [TestCleanup]
    public async Task DeleteAsync() => await _database.DisposeAsync();

    internal override IActivityBuffer Create(
        UserActivityTrackingOptions options,
        TrackingMeter meter,
        TimeProvider time
    ) => _database.Source.Outbox(OutboxProvider.Sqlite, options, time);
}
