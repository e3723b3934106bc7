using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Directories;

[TestClass]
public sealed class PostgresDirectoryTests : DirectoryTests
{
    private protected override Task<HostDatabase> DatabaseAsync() => PostgresHostDatabase.CreateAsync();
}
