using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Directories;

[TestClass]
public sealed class SqliteDirectoryTests : DirectoryTests
{
    private protected override Task<HostDatabase> DatabaseAsync() =>
        Task.FromResult<HostDatabase>(new SqliteHostDatabase());
}
