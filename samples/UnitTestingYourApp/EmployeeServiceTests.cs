using Blueshift.Tracking;
using Blueshift.Tracking.Testing;
using Microsoft.Extensions.DependencyInjection;

[assembly: Parallelize(Scope = ExecutionScope.MethodLevel)]

namespace UnitTestingYourApp;

/// <summary>Shows how your own tests see what your code tracked: no endpoint, no folder, no setting.</summary>
[TestClass]
public sealed class EmployeeServiceTests
{
    private readonly ServiceProvider _provider = new ServiceCollection()
        .AddSingleton<EmployeeService>()
        .AddFakeUserActivityTracking()
        .BuildServiceProvider();

    private readonly Employee _amelia = new()
    {
        Number = "E-42",
        FirstName = "Amelia",
        LastName = "Nguyen",
        Email = "amelia.nguyen@customer.example",
    };

    private FakeUserActivityTracker Tracker => _provider.GetRequiredService<FakeUserActivityTracker>();

    private EmployeeService Employees => _provider.GetRequiredService<EmployeeService>();

    [TestCleanup]
    public async Task DisposeProvider() => await _provider.DisposeAsync();

    [TestMethod]
    public async Task Hiring_somebody_is_tracked_as_a_creation()
    {
        await Employees.HireAsync(_amelia);

        Assert.AreEqual(1, Tracker.Count);
        Assert.AreEqual(UserActivityKind.Created, Tracker.Latest.Kind);
        Assert.AreSame(_amelia.Number, Tracker.Latest.User.Key);
    }

    [TestMethod]
    public async Task Dismissing_somebody_is_tracked_as_a_removal()
    {
        await Employees.HireAsync(_amelia);
        await Employees.DismissAsync(_amelia);

        Assert.HasCount(1, Tracker.Of(UserActivityKind.Deactivated));
        Assert.AreEqual(UserActivityStatus.Removal, Tracker.Latest.Status);
    }

    [TestMethod]
    public async Task A_full_disk_does_not_stop_hiring_and_is_remembered()
    {
        Tracker.NextResult(RefusalReason.DiskFull);

        await Employees.HireAsync(_amelia);

        Assert.AreEqual(0, Tracker.Count);
        Assert.HasCount(1, Employees.NotRecorded);
    }
}
