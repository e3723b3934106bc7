using TenantApp.Tests.Support;

namespace TenantApp.Tests.Hosting;

[TestClass]
public sealed class CookieTests
{
    [TestMethod]
    public async Task There_are_two_cookies_both_for_https_and_http_only()
    {
        await using var app = new TenantFactory();
        using var browser = app.NewBrowser();

        var form = await browser.GetAsync("/account/signin");
        var signedIn = await browser.TrySignInAsync("admin", TenantFactory.AdminPassword);
        Page[] later =
        [
            await browser.GetAsync("/"),
            await browser.CreateUserAsync(new Person()),
            await browser.GetAsync("/users"),
        ];

        Assert.ContainsSingle(form.Cookies);
        Assert.EndsWith(".Antiforgery", Name(form.Cookies[0]));
        Assert.ContainsSingle(signedIn.Cookies);
        Assert.EndsWith(".SignIn", Name(signedIn.Cookies[0]));
        Assert.IsEmpty(
            later.SelectMany(page => page.Cookies).Select(Name).Except([Name(form.Cookies[0])], StringComparer.Ordinal)
        );
        foreach (var cookie in form.Cookies.Concat(signedIn.Cookies))
        {
            Assert.Contains("; secure", cookie);
            Assert.Contains("; httponly", cookie);
            Assert.Contains("; samesite=", cookie);
        }
        Assert.DoesNotContain("expires", signedIn.Cookies[0]);
    }

    [TestMethod]
    public async Task Two_client_instances_have_cookies_of_different_names()
    {
        var first = await NamesAsync("UserActivityTracking:ClientInstanceId", "acme-prod");
        var second = await NamesAsync("UserActivityTracking:ClientInstanceId", "globex-prod");
        var again = await NamesAsync("UserActivityTracking:ClientInstanceId", "acme-prod");

        Assert.IsEmpty(first.Intersect(second, StringComparer.Ordinal));
        Assert.AreSequenceEqual(first, again);
    }

    [TestMethod]
    public async Task Two_folders_have_cookies_of_different_names_without_a_client_instance()
    {
        var first = await NamesAsync("TenantApp:Name", "Same");
        var second = await NamesAsync("TenantApp:Name", "Same");

        Assert.IsEmpty(first.Intersect(second, StringComparer.Ordinal));
    }

    private static async Task<IReadOnlyList<string>> NamesAsync(string setting, string value)
    {
        await using var app = new TenantFactory().Set(setting, value);
        using var browser = app.NewBrowser();
        var form = await browser.GetAsync("/account/signin");
        var signedIn = await browser.TrySignInAsync("admin", TenantFactory.AdminPassword);
        return [.. form.Cookies.Concat(signedIn.Cookies).Select(Name)];
    }

    private static string Name(string cookie) => cookie[..cookie.IndexOf('=', StringComparison.Ordinal)];
}
