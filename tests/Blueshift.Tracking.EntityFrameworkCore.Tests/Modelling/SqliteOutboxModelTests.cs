using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Modelling;

[TestClass]
public sealed class SqliteOutboxModelTests : OutboxModelTests
{
    private protected override Task<HostDatabase> DatabaseAsync() =>
        Task.FromResult<HostDatabase>(new SqliteHostDatabase());
}
