using TenantApp.Tests.Support;

namespace TenantApp.Tests.Pages;

[TestClass]
public sealed class AnnouncementsTests
{
    [TestMethod]
    public async Task What_an_editor_writes_is_read_by_the_own_team_alone()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();
        using var editor = await NewUserAsync(app, admin, "editor", "Editor", "Harbour");
        using var colleague = await NewUserAsync(app, admin, "colleague", "Viewer", "Harbour");
        using var other = await NewUserAsync(app, admin, "other", "Viewer", "Airport");

        var answer = await editor.SubmitAsync(
            "/announcements/create",
            "/announcements/create",
            ("Title", "Crane two"),
            ("Text", "Out of use <on> Friday.")
        );

        Assert.AreEqual("/", answer.Location);
        var read = (await colleague.GetAsync("/")).Text;
        Assert.Contains("Crane two", read);
        Assert.Contains("Out of use &lt;on&gt; Friday.", read);
        Assert.Contains("Amelia Nguyen", read);
        Assert.DoesNotContain("Crane two", (await other.GetAsync("/")).Text);
    }

    [TestMethod]
    public async Task An_empty_announcement_is_refused_with_messages()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();

        var answer = await admin.SubmitAsync(
            "/announcements/create",
            "/announcements/create",
            ("Title", ""),
            ("Text", " ")
        );

        Assert.AreEqual("Enter a title.\nEnter a text.", answer.Alert);
    }

    private static async Task<Browser> NewUserAsync(
        TenantFactory app,
        Browser admin,
        string name,
        string role,
        string team
    )
    {
        var person = new Person
        {
            UserName = name,
            Email = $"{name}@customer.example",
            Role = role,
            Team = team,
        };
        await admin.CreateUserAsync(person);
        return await app.NewBrowser().SignInAsync(name, person.Password);
    }
}
