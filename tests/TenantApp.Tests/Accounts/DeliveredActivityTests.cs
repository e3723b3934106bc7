using Blueshift.Tracking;
using Blueshift.Tracking.Testing.AspNetCore;
using TenantApp.Tests.Support;

namespace TenantApp.Tests.Accounts;

/// <summary>The whole application in memory, with its own registration of the library, and an endpoint that the test owns.</summary>
[TestClass]
public sealed class DeliveredActivityTests
{
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task What_an_administrator_does_arrives_at_the_endpoint(bool usesJournal)
    {
        await using var endpoint = await FakeCentralEndpoint.StartAsync();
        await using var app = new TenantFactory { Endpoint = endpoint };
        _ = usesJournal ? app.UseJournal() : app;
        using var admin = await app.SignInAdministratorAsync();
        var person = new Person();

        await admin.CreateUserAsync(person);
        await admin.ChangeStateAsync(person.UserName, "deactivate");
        await endpoint.WaitUntilAsync(one => Of(person, one).Count == 2);

        var activities = Of(person, endpoint);
        Assert.AreSequenceEqual(
            [UserActivityStatus.Addition, UserActivityStatus.Removal],
            activities.OrderBy(activity => activity.Sequence).Select(activity => activity.Status)
        );
        Assert.HasCount(1, activities.Select(activity => activity.Subject).Distinct());
    }

    private static List<ReceivedActivity> Of(Person person, FakeCentralEndpoint endpoint) =>
        [.. endpoint.Activities.Where(activity => activity.Email == person.Email)];
}
