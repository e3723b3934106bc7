using System.Net;
using TenantApp.Tests.Support;

namespace TenantApp.Tests.Pages.Users;

[TestClass]
public sealed class CreateTests
{
    private static TenantFactory s_app = null!;
    private static Browser s_admin = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _)
    {
        s_app = new TenantFactory();
        s_admin = await s_app.SignInAdministratorAsync();
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        s_admin.Dispose();
        await s_app.DisposeAsync();
    }

    [TestMethod]
    [DataRow("FirstName", "", "Enter the first name.")]
    [DataRow("FirstName", "   ", "Enter the first name.")]
    [DataRow("LastName", "", "Enter the last name.")]
    [DataRow("UserName", "", "Enter the user name.")]
    [DataRow("UserName", "a@b", "Username 'a@b' is invalid, can only contain letters or digits.")]
    [DataRow("Password", "", "Enter the password.")]
    [DataRow("Password", "too-short", "Passwords must be at least 12 characters.")]
    [DataRow("Password", "aaaaaaaaaaaaaaaa", "Passwords must use at least 5 different characters.")]
    [DataRow("Email", "", "Enter the email address.")]
    [DataRow("Email", "somebody", "Enter a whole email address, such as name@customer.example.")]
    [DataRow("Email", "a b@customer.example", "Enter a whole email address, such as name@customer.example.")]
    [DataRow(
        "Email",
        "a@customer.example, b@customer.example",
        "Enter a whole email address, such as name@customer.example."
    )]
    [DataRow("Role", "", "Choose a role.")]
    [DataRow("Role", "7", "The value '7' is invalid.")]
    [DataRow("Team", "", "Enter the team.")]
    public async Task A_faulty_field_is_answered_in_the_form(string field, string value, string message)
    {
        var fields = new Person()
            .Fields()
            .Select(f => string.Equals(f.Name, field, StringComparison.Ordinal) ? (field, value) : f);

        var answer = await s_admin.SubmitAsync("/users/create", "/users/create", [.. fields]);

        Assert.AreEqual(HttpStatusCode.OK, answer.Status);
        Assert.AreEqual(message, answer.Alert);
        Assert.AreEqual(0, s_app.Tracker.Count);
    }

    [TestMethod]
    [DataRow("FirstName", 101, "The first name is longer than 100 characters.")]
    [DataRow("LastName", 101, "The last name is longer than 100 characters.")]
    [DataRow("UserName", 65, "The user name is longer than 64 characters.")]
    [DataRow("Team", 61, "The team is longer than 60 characters.")]
    public Task A_field_that_is_too_long_is_answered_in_the_form(string field, int length, string message) =>
        A_faulty_field_is_answered_in_the_form(field, new string('x', length), message);

    [TestMethod]
    public async Task A_refused_form_keeps_what_was_entered_except_the_password()
    {
        var person = new Person { Team = "", FirstName = "A\"><script>" };

        var answer = await s_admin.CreateUserAsync(person);

        Assert.Contains("value=\"A&quot;&gt;&lt;script&gt;\"", answer.Text);
        Assert.Contains($"value=\"{person.Email}\"", answer.Text);
        Assert.DoesNotContain(person.Password, answer.Text);
    }
}
