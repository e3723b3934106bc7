using System.Net;
using Blueshift.Tracking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TenantApp.Tests.Support;

namespace TenantApp.Tests.Accounts;

/// <summary>With the journal, which may refuse; in the database an activity is there if and only if the change is.</summary>
[TestClass]
public sealed class RefusedActivityTests
{
    [TestMethod]
    public async Task A_refusal_fails_no_request_and_is_shown_to_nobody()
    {
        await using var app = new TenantFactory().UseJournal();
        using var admin = await app.SignInAdministratorAsync();
        var person = new Person();

        app.Tracker.NextResult(RefusalReason.DiskFull);
        var created = await admin.CreateUserAsync(person);
        app.Tracker.NextResult(RefusalReason.DiskFull);
        var deactivated = await admin.ChangeStateAsync(person.UserName, "deactivate");
        app.Tracker.NextResult(RefusalReason.DiskFull);
        var reactivated = await admin.ChangeStateAsync(person.UserName, "reactivate");

        Assert.AreEqual(0, app.Tracker.Count);
        foreach (var answer in new[] { created, deactivated, reactivated })
        {
            Assert.AreEqual(HttpStatusCode.Redirect, answer.Status);
            Assert.AreEqual("/users", answer.Location);
        }
        Assert.AreEqual("", (await admin.GetAsync("/users")).Alert);
        Assert.HasCount(3, app.Mails);
    }

    [TestMethod]
    public async Task A_refusal_that_is_thrown_fails_no_request_either()
    {
        await using var app = new TenantFactory
        {
            Doubles = services =>
                services.Replace(ServiceDescriptor.Singleton<IUserActivityTracker>(new ThrowingTracker())),
        }.UseJournal();
        using var admin = await app.SignInAdministratorAsync();

        var answer = await admin.CreateUserAsync(new Person());

        Assert.AreEqual("/users", answer.Location);
        Assert.HasCount(1, app.Mails);
    }
}
