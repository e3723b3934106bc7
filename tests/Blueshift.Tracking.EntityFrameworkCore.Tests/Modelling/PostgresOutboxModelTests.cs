using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Modelling;

[TestClass]
public sealed class PostgresOutboxModelTests : OutboxModelTests
{
    private protected override Task<HostDatabase> DatabaseAsync() => PostgresHostDatabase.CreateAsync();
}
