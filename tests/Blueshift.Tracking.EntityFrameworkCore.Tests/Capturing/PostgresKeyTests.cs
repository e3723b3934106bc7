using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Capturing;

[TestClass]
public sealed class PostgresKeyTests : KeyTests
{
    private protected override Task<HostDatabase> DatabaseAsync() => PostgresHostDatabase.CreateAsync();
}
