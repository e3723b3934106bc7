using TenantApp.Tests.Support;

namespace TenantApp.Tests.Pages.Users;

[TestClass]
public sealed class IndexTests
{
    [TestMethod]
    public async Task Each_row_shows_the_user_and_the_state()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();
        var person = new Person();
        await admin.CreateUserAsync(person);

        var active = await RowAsync(admin, person);
        foreach (
            var shown in new[] { "Amelia Nguyen", person.UserName, person.Email, person.Role, person.Team, ">Active<" }
        )
        {
            Assert.Contains(shown, active);
        }

        await admin.ChangeStateAsync(person.UserName, "deactivate");
        Assert.Contains(">Deactivated<", await RowAsync(admin, person));

        await admin.ChangeStateAsync(person.UserName, "reactivate");
        Assert.Contains(">Active<", await RowAsync(admin, person));
    }

    [TestMethod]
    public async Task The_own_row_offers_no_deactivation()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();

        Assert.DoesNotContain("<form", await RowAsync(admin, new Person { UserName = "admin" }));
    }

    private static async Task<string> RowAsync(Browser admin, Person person)
    {
        var text = (await admin.GetAsync("/users")).Text;
        var begin = text.IndexOf($"data-user-name=\"{person.UserName}\"", StringComparison.Ordinal);
        return text[begin..text.IndexOf("</tr>", begin, StringComparison.Ordinal)];
    }
}
