using Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Registration;

[TestClass]
public sealed class PostgresRegistrationTests : RegistrationTests
{
    private protected override Task<HostDatabase> DatabaseAsync() => PostgresHostDatabase.CreateAsync();
}
