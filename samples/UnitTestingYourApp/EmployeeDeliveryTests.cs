using Blueshift.Tracking;
using Blueshift.Tracking.Testing.AspNetCore;
using Microsoft.Extensions.DependencyInjection;

namespace UnitTestingYourApp;

/// <summary>Shows an integration test: your code, the real tracker with its buffer, real TLS, and an endpoint that belongs to the test.</summary>
[TestClass]
public sealed class EmployeeDeliveryTests
{
    private readonly Employee _amelia = new()
    {
        Number = "E-42",
        FirstName = "Amelia",
        LastName = "Nguyen",
        Email = "amelia.nguyen@customer.example",
    };

    [TestMethod]
    public async Task Who_is_hired_arrives_at_the_endpoint()
    {
        await using var endpoint = await FakeCentralEndpoint.StartAsync();
        await using var provider = Application(endpoint);

        await provider.GetRequiredService<EmployeeService>().HireAsync(_amelia);

        var arrived = (await endpoint.WaitForActivitiesAsync(1)).Single();
        Assert.AreEqual(UserActivityStatus.Addition, arrived.Status);
        Assert.AreEqual(_amelia.Email, arrived.Email);
    }

    [TestMethod]
    public async Task A_lost_answer_neither_loses_nor_doubles_a_dismissal()
    {
        await using var endpoint = await FakeCentralEndpoint.StartAsync();
        await using var provider = Application(endpoint);
        endpoint.FailNext(EndpointFault.StoreThenCut);

        await provider.GetRequiredService<EmployeeService>().DismissAsync(_amelia);

        await endpoint.WaitUntilAsync(one => one.Requests.Count(request => request.ActivityCount == 1) == 2);
        Assert.HasCount(1, endpoint.Activities);
    }

    private static ServiceProvider Application(FakeCentralEndpoint endpoint)
    {
        var services = new ServiceCollection().AddSingleton<EmployeeService>();
        services.AddUserActivityTracking(endpoint.Configure);
        return services.BuildServiceProvider();
    }
}
