using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Registration;

[TestClass]
public sealed class SqliteRegistrationTests : RegistrationTests
{
    private protected override Task<HostDatabase> DatabaseAsync() =>
        Task.FromResult<HostDatabase>(new SqliteHostDatabase());
}
