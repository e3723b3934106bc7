using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Capturing;

[TestClass]
public sealed class SqliteFailureTests : FailureTests
{
    private protected override Task<HostDatabase> DatabaseAsync() =>
        Task.FromResult<HostDatabase>(new SqliteHostDatabase());
}
