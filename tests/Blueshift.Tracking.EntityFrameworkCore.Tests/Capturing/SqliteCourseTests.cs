using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Capturing;

[TestClass]
public sealed class SqliteCourseTests : CourseTests
{
    private protected override Task<HostDatabase> DatabaseAsync() =>
        Task.FromResult<HostDatabase>(new SqliteHostDatabase());
}
