using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TenantApp.Accounts;
using TenantApp.Tests.Support;

namespace TenantApp.Tests.Accounts;

[TestClass]
public sealed class SignInTests
{
    private const string Failed = "Sign-in failed. Check your user name and your password, or ask your administrator.";
    private const string Wrong = "not-the-password-at-all";

    [TestMethod]
    public async Task A_user_signs_in_and_out()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();
        var person = new Person();
        await admin.CreateUserAsync(person);
        using var user = app.NewBrowser();

        var signedIn = await user.TrySignInAsync(person.UserName, person.Password);
        Assert.AreEqual("/", signedIn.Location);
        Assert.Contains("For the team Harbour", (await user.GetAsync("/")).Text);

        var signedOut = await user.SubmitAsync("/", "/account/signout");
        Assert.AreEqual("/account/signin", signedOut.Location);
        Assert.AreEqual(HttpStatusCode.Redirect, (await user.GetAsync("/")).Status);
    }

    [TestMethod]
    public async Task Every_failure_is_answered_alike()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();
        var active = new Person();
        var deactivated = new Person { UserName = "user-18", Email = "former@customer.example" };
        await admin.CreateUserAsync(active);
        await admin.CreateUserAsync(deactivated);
        await admin.ChangeStateAsync(deactivated.UserName, "deactivate");
        using var browser = app.NewBrowser();

        Page[] answers =
        [
            await browser.TrySignInAsync(active.UserName, Wrong),
            await browser.TrySignInAsync("nobody", Wrong),
            await browser.TrySignInAsync(deactivated.UserName, Wrong),
            await browser.TrySignInAsync(deactivated.UserName, deactivated.Password),
        ];

        foreach (var answer in answers)
        {
            Assert.AreEqual(HttpStatusCode.OK, answer.Status);
            Assert.AreEqual(Failed, answer.Alert);
        }
    }

    [TestMethod]
    public async Task A_reactivated_user_signs_in_again()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();
        var person = new Person();
        await admin.CreateUserAsync(person);
        await admin.ChangeStateAsync(person.UserName, "deactivate");
        await admin.ChangeStateAsync(person.UserName, "reactivate");
        using var browser = app.NewBrowser();

        var answer = await browser.TrySignInAsync(person.UserName, person.Password);

        Assert.AreEqual(HttpStatusCode.Redirect, answer.Status);
    }

    [TestMethod]
    public async Task The_session_of_a_deactivated_user_ends_at_its_next_request()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();
        var person = new Person();
        await admin.CreateUserAsync(person);
        using var user = await app.NewBrowser().SignInAsync(person.UserName, person.Password);
        Assert.AreEqual(HttpStatusCode.OK, (await user.GetAsync("/")).Status);

        await admin.ChangeStateAsync(person.UserName, "deactivate");
        var next = await user.GetAsync("/");

        Assert.AreEqual(HttpStatusCode.Redirect, next.Status);
        Assert.Contains("/account/signin", next.Location!);
    }

    [TestMethod]
    public async Task The_session_also_ends_when_the_state_alone_was_changed_in_the_database()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();
        var person = new Person();
        await admin.CreateUserAsync(person);
        using var user = await app.NewBrowser().SignInAsync(person.UserName, person.Password);

        await WithUserAsync(app, person, entity => entity.IsActive = false);

        Assert.AreEqual(HttpStatusCode.Redirect, (await user.GetAsync("/")).Status);
    }

    [TestMethod]
    public async Task Repeated_failures_lock_the_account_for_a_while()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();
        var person = new Person();
        await admin.CreateUserAsync(person);
        using var browser = app.NewBrowser();
        for (var i = 0; i < 5; i++)
        {
            await browser.TrySignInAsync(person.UserName, Wrong);
        }

        Assert.AreEqual(Failed, (await browser.TrySignInAsync(person.UserName, person.Password)).Alert);

        await WithUserAsync(app, person, entity => entity.LockoutEnd = DateTimeOffset.UtcNow.AddSeconds(-1));
        var after = await browser.TrySignInAsync(person.UserName, person.Password);
        Assert.AreEqual(HttpStatusCode.Redirect, after.Status);
    }

    [TestMethod]
    [DataRow("/users", "/users")]
    [DataRow("https://elsewhere.example/", "/")]
    [DataRow("//elsewhere.example/", "/")]
    public async Task The_way_back_after_sign_in_stays_in_the_application(string returnUrl, string expected)
    {
        await using var app = new TenantFactory();
        using var browser = app.NewBrowser();
        var page = $"/account/signin?ReturnUrl={Uri.EscapeDataString(returnUrl)}";

        var answer = await browser.SubmitAsync(
            page,
            page,
            ("UserName", FirstStart.AdministratorName),
            ("Password", TenantFactory.AdminPassword)
        );

        Assert.AreEqual(expected, answer.Location);
    }

    [TestMethod]
    public async Task Passwords_are_stored_hashed_by_Identity()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();
        var person = new Person();
        await admin.CreateUserAsync(person);

        string? hash = null;
        await WithUserAsync(app, person, user => hash = user.PasswordHash);

        const byte versionThree = 1;
        Assert.AreEqual(versionThree, Convert.FromBase64String(hash!)[0]);
        foreach (var file in Directory.EnumerateFiles(app.Folder.Path, "tenant.db*"))
        {
            Assert.IsFalse(Leak.IsIn(await ReadOpenFileAsync(file), person.Password), Path.GetFileName(file));
        }
    }

    private static async Task<byte[]> ReadOpenFileAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static async Task WithUserAsync(TenantFactory app, Person person, Action<AppUser> action)
    {
        await using var scope = app.NewScope();
        var database = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        action(await database.Users.SingleAsync(user => user.UserName == person.UserName));
        await database.SaveChangesAsync();
    }
}
