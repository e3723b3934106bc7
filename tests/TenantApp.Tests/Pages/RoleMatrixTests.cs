using System.Net;
using TenantApp.Tests.Support;

namespace TenantApp.Tests.Pages;

[TestClass]
public sealed class RoleMatrixTests
{
    private const string Nobody = nameof(Nobody);
    private const HttpStatusCode SignIn = HttpStatusCode.Redirect;
    private const HttpStatusCode Shown = HttpStatusCode.OK;
    private const HttpStatusCode Forbidden = HttpStatusCode.Forbidden;
    private const HttpStatusCode Missing = HttpStatusCode.NotFound;
    private static readonly Dictionary<string, Browser> Browsers = new(StringComparer.Ordinal);
    private static TenantFactory s_app = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _)
    {
        s_app = new TenantFactory();
        using var admin = await s_app.SignInAdministratorAsync();
        foreach (var role in new[] { "Viewer", "Editor", "Administrator" })
        {
            var person = new Person
            {
                UserName = $"user-{role}",
                Email = $"{role}@customer.example",
                Role = role,
            };
            await admin.CreateUserAsync(person);
            Browsers[role] = await s_app.NewBrowser().SignInAsync(person.UserName, person.Password);
        }
        Browsers[Nobody] = s_app.NewBrowser();
    }

    [ClassCleanup]
    public static async Task StopAsync() => await s_app.DisposeAsync();

    [TestMethod]
    [DataRow("/health", Shown, Shown, Shown, Shown)]
    [DataRow("/site.css", Shown, Shown, Shown, Shown)]
    [DataRow("/account/signin", Shown, Shown, Shown, Shown)]
    [DataRow("/", SignIn, Shown, Shown, Shown)]
    [DataRow("/announcements/create", SignIn, Forbidden, Shown, Shown)]
    [DataRow("/users", SignIn, Forbidden, Forbidden, Shown)]
    [DataRow("/users/create", SignIn, Forbidden, Forbidden, Shown)]
    [DataRow("/tracking", HttpStatusCode.Unauthorized, Forbidden, Forbidden, Shown)]
    [DataRow("/operations", SignIn, Forbidden, Forbidden, Shown)]
    [DataRow("/health/tracking", SignIn, Forbidden, Forbidden, Shown)]
    [DataRow("/users/0/deactivate", SignIn, Forbidden, Forbidden, Missing)]
    [DataRow("/no/such/page", SignIn, Missing, Missing, Missing)]
    public async Task Each_page_opens_to_its_roles_alone(
        string path,
        HttpStatusCode nobody,
        HttpStatusCode viewer,
        HttpStatusCode editor,
        HttpStatusCode administrator
    )
    {
        Assert.AreEqual(nobody, (await Browsers[Nobody].GetAsync(path)).Status, Nobody);
        Assert.AreEqual(viewer, (await Browsers["Viewer"].GetAsync(path)).Status, "Viewer");
        Assert.AreEqual(editor, (await Browsers["Editor"].GetAsync(path)).Status, "Editor");
        Assert.AreEqual(administrator, (await Browsers["Administrator"].GetAsync(path)).Status, "Administrator");
    }

    [TestMethod]
    [DataRow("Viewer", "/announcements/create")]
    [DataRow("Viewer", "/users/create")]
    [DataRow("Viewer", "/users/0/deactivate")]
    [DataRow("Editor", "/users/create")]
    [DataRow("Editor", "/users/0/deactivate")]
    [DataRow("Editor", "/users/0/reactivate")]
    [DataRow("Viewer", "/operations?handler=retry")]
    [DataRow("Editor", "/operations?handler=delete")]
    public async Task A_form_of_another_role_is_forbidden_even_with_a_valid_token(string role, string action)
    {
        var answer = await Browsers[role].SubmitAsync("/", action, new Person { UserName = "intruder" }.Fields());

        Assert.AreEqual(HttpStatusCode.Forbidden, answer.Status);
    }

    [TestMethod]
    [DataRow("Viewer", false, false)]
    [DataRow("Editor", true, false)]
    [DataRow("Administrator", true, true)]
    public async Task The_start_page_offers_what_the_role_permits(string role, bool mayWrite, bool managesUsers)
    {
        var text = (await Browsers[role].GetAsync("/")).Text;

        Assert.AreEqual(mayWrite, text.Contains("href=\"/announcements/create\"", StringComparison.Ordinal));
        Assert.AreEqual(managesUsers, text.Contains("href=\"/users\"", StringComparison.Ordinal));
        Assert.AreEqual(managesUsers, text.Contains("href=\"/operations\"", StringComparison.Ordinal));
    }
}
