using System.Net;
using Blueshift.Tracking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using TenantApp.Accounts;
using TenantApp.Tests.Support;

namespace TenantApp.Tests.Accounts;

[TestClass]
public sealed class RefusedActivityTests
{
    [TestMethod]
    public async Task A_refusal_fails_no_request_and_is_shown_to_nobody()
    {
        await using var app = new TenantFactory();
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
    public async Task A_refusal_is_logged_with_its_reason_and_activity_id_only()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();

        app.Tracker.NextResult(RefusalReason.BufferFull);
        await admin.CreateUserAsync(new Person());

        var record = LoggedRefusal(app);
        Assert.AreEqual(LogLevel.Warning, record.Level);
        Assert.AreSequenceEqual(
            ["ActivityId", "Reason", "{OriginalFormat}"],
            record.StructuredState!.Select(entry => entry.Key).Order(StringComparer.Ordinal)
        );
        Assert.AreEqual(nameof(RefusalReason.BufferFull), record.GetStructuredStateValue("Reason"));
        Assert.AreNotEqual(Guid.Empty, Guid.Parse(record.GetStructuredStateValue("ActivityId")!));
        Assert.IsNull(record.Exception);
    }

    [TestMethod]
    public async Task A_refusal_that_is_thrown_fails_no_request_either()
    {
        await using var app = new TenantFactory
        {
            Doubles = services =>
                services.Replace(ServiceDescriptor.Singleton<IUserActivityTracker>(new ThrowingTracker())),
        };
        using var admin = await app.SignInAdministratorAsync();

        var answer = await admin.CreateUserAsync(new Person());

        Assert.AreEqual("/users", answer.Location);
        Assert.IsNull(LoggedRefusal(app).Exception);
    }

    private static FakeLogRecord LoggedRefusal(TenantFactory app) =>
        app
            .Logs.GetSnapshot()
            .Single(r => string.Equals(r.Category, typeof(UserAdministration).FullName, StringComparison.Ordinal));
}
