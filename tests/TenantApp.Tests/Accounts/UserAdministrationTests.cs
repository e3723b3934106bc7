using System.Net;
using Blueshift.Tracking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TenantApp.Accounts;
using TenantApp.Tests.Support;

namespace TenantApp.Tests.Accounts;

[TestClass]
public sealed class UserAdministrationTests
{
    private const int AtOnce = 6;

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Creating_a_user_tracks_one_creation_with_the_users_id_names_and_email(bool usesJournal)
    {
        await using var app = NewApp(usesJournal);
        using var admin = await app.SignInAdministratorAsync();
        var person = new Person();

        var answer = await admin.CreateUserAsync(person);

        Assert.AreEqual(HttpStatusCode.Redirect, answer.Status);
        Assert.AreEqual("/users", answer.Location);
        await AssertTrackedAsync(app, admin, person, UserActivityKind.Created);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Deactivating_a_user_tracks_one_deactivation(bool usesJournal)
    {
        await using var app = NewApp(usesJournal);
        using var admin = await app.SignInAdministratorAsync();
        var person = new Person();
        await admin.CreateUserAsync(person);

        var answer = await admin.ChangeStateAsync(person.UserName, "deactivate");

        Assert.AreEqual("/users", answer.Location);
        await AssertTrackedAsync(app, admin, person, UserActivityKind.Created, UserActivityKind.Deactivated);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Reactivating_a_user_tracks_one_reactivation(bool usesJournal)
    {
        await using var app = NewApp(usesJournal);
        using var admin = await app.SignInAdministratorAsync();
        var person = new Person();
        await admin.CreateUserAsync(person);
        await admin.ChangeStateAsync(person.UserName, "deactivate");

        var answer = await admin.ChangeStateAsync(person.UserName, "reactivate");

        Assert.AreEqual("/users", answer.Location);
        await AssertTrackedAsync(
            app,
            admin,
            person,
            UserActivityKind.Created,
            UserActivityKind.Deactivated,
            UserActivityKind.Reactivated
        );
    }

    [TestMethod]
    public async Task Deactivating_an_inactive_user_changes_tracks_and_mails_nothing()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();
        var person = new Person();
        await admin.CreateUserAsync(person);
        await admin.ChangeStateAsync(person.UserName, "deactivate");
        var before = await StampAsync(app, person);

        var answer = await admin.ChangeStateAsync(person.UserName, "deactivate");

        Assert.AreEqual("/users", answer.Location);
        Assert.AreEqual(before, await StampAsync(app, person));
        Assert.HasCount(2, app.Tracker.Activities);
        Assert.HasCount(2, app.Mails);
    }

    [TestMethod]
    public async Task Reactivating_an_active_user_changes_tracks_and_mails_nothing()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();
        var person = new Person();
        await admin.CreateUserAsync(person);
        var before = await StampAsync(app, person);

        var answer = await admin.ChangeStateAsync(person.UserName, "reactivate");

        Assert.AreEqual("/users", answer.Location);
        Assert.AreEqual(before, await StampAsync(app, person));
        Assert.HasCount(1, app.Tracker.Activities);
        Assert.HasCount(1, app.Mails);
    }

    [TestMethod]
    public async Task Saves_everything_that_the_administrator_entered()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();
        var person = new Person { Role = "Editor", FirstName = "  Amélie " };
        var before = DateTimeOffset.UtcNow;

        await admin.CreateUserAsync(person);

        var user = await UserAsync(app, person);
        Assert.AreEqual("Amélie", user.FirstName);
        Assert.AreEqual(person.LastName, user.LastName);
        Assert.AreEqual(person.Email, user.Email);
        Assert.AreEqual(AppRole.Editor, user.Role);
        Assert.AreEqual(person.Team, user.Team);
        Assert.IsTrue(user.IsActive);
        Assert.IsInRange(before, DateTimeOffset.UtcNow, user.CreatedAt);
    }

    [TestMethod]
    [DataRow("USER-17", "other@customer.example", "Username 'USER-17' is already taken.")]
    [DataRow("user-18", "AMELIA.nguyen@customer.example", "Email 'AMELIA.nguyen@customer.example' is already taken.")]
    public async Task A_duplicate_is_refused_in_the_form_and_tracks_nothing(
        string userName,
        string email,
        string message
    )
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();
        await admin.CreateUserAsync(new Person());

        var answer = await admin.CreateUserAsync(new Person { UserName = userName, Email = email });

        Assert.AreEqual(HttpStatusCode.OK, answer.Status);
        Assert.AreEqual(message, answer.Alert);
        Assert.HasCount(1, app.Tracker.Activities);
        Assert.HasCount(1, app.Mails);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Of_many_requests_at_once_for_one_email_one_succeeds_and_is_tracked(bool usesJournal)
    {
        await using var app = NewApp(usesJournal);
        using var admin = await app.SignInAdministratorAsync();
        var token = (await admin.GetAsync("/users/create")).AntiforgeryToken;

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, AtOnce)
                .Select(n => new Person { UserName = $"user-{n}" }.Fields())
                .Select(fields => admin.PostAsync("/users/create", [.. fields, (Page.TokenField, token)]))
        );

        Assert.ContainsSingle(answer => answer.Status == HttpStatusCode.Redirect, answers);
        Assert.AreEqual(AtOnce - 1, answers.Count(answer => answer.Alert.Contains("taken", StringComparison.Ordinal)));
        Assert.HasCount(1, app.Tracker.Activities);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Of_many_deactivations_at_once_one_is_tracked(bool usesJournal)
    {
        await using var app = NewApp(usesJournal);
        using var admin = await app.SignInAdministratorAsync();
        var person = new Person();
        await admin.CreateUserAsync(person);
        var id = await admin.IdOfAsync(person.UserName);
        var token = (await admin.GetAsync("/users")).AntiforgeryToken;

        await Task.WhenAll(
            Enumerable
                .Range(0, AtOnce)
                .Select(_ => admin.PostAsync($"/users/{id}/deactivate", (Page.TokenField, token)))
        );

        Assert.ContainsSingle(a => a.Kind == UserActivityKind.Deactivated, app.Tracker.Activities);
    }

    [TestMethod]
    public async Task An_administrator_cannot_deactivate_himself()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();

        var answer = await admin.ChangeStateAsync(FirstStart.AdministratorName, "deactivate");

        Assert.AreEqual(HttpStatusCode.OK, answer.Status);
        Assert.AreEqual("You cannot deactivate your own account.", answer.Alert);
        Assert.AreEqual(HttpStatusCode.OK, (await admin.GetAsync("/users")).Status);
        Assert.IsEmpty(app.Tracker.Activities);
    }

    [TestMethod]
    [DataRow("deactivate")]
    [DataRow("reactivate")]
    public async Task An_unknown_user_is_answered_in_the_list(string action)
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();

        var answer = await admin.SubmitAsync("/users", $"/users/{Guid.NewGuid()}/{action}");

        Assert.AreEqual(HttpStatusCode.OK, answer.Status);
        Assert.AreEqual("There is no such user.", answer.Alert);
    }

    private static TenantFactory NewApp(bool usesJournal) =>
        usesJournal ? new TenantFactory().UseJournal() : new TenantFactory();

    private static async Task AssertTrackedAsync(
        TenantFactory app,
        Browser admin,
        Person person,
        params UserActivityKind[] kinds
    )
    {
        var activities = app.Tracker.Activities;
        Assert.AreSequenceEqual(kinds, activities.Select(activity => activity.Kind));
        var tracked = activities[^1].User;
        Assert.AreEqual(await admin.IdOfAsync(person.UserName), tracked.Key);
        Assert.AreEqual(person.FirstName, tracked.FirstName);
        Assert.AreEqual(person.LastName, tracked.LastName);
        Assert.AreEqual(person.Email, tracked.Email);
    }

    private static async Task<AppUser> UserAsync(TenantFactory app, Person person)
    {
        await using var scope = app.NewScope();
        var users = scope.ServiceProvider.GetRequiredService<AppDbContext>().Users;
        return await users.SingleAsync(user => user.UserName == person.UserName);
    }

    private static async Task<string?> StampAsync(TenantFactory app, Person person) =>
        (await UserAsync(app, person)).ConcurrencyStamp;
}
