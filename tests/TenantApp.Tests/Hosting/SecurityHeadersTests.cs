using System.Net;
using System.Text.RegularExpressions;
using TenantApp.Tests.Support;

namespace TenantApp.Tests.Hosting;

[TestClass]
public sealed partial class SecurityHeadersTests
{
    [TestMethod]
    [DataRow("/account/signin")]
    [DataRow("/")]
    [DataRow("/users")]
    [DataRow("/no/such/page")]
    [DataRow(CrashingPages.Early)]
    [DataRow("/site.css")]
    public async Task Every_answer_has_the_headers(string path)
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();

        var headers = (await admin.GetAsync(path)).Headers;

        Assert.AreEqual(
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            headers["Content-Security-Policy"]
        );
        Assert.AreEqual("nosniff", headers["X-Content-Type-Options"]);
        Assert.AreEqual("DENY", headers["X-Frame-Options"]);
        Assert.AreEqual("same-origin", headers["Referrer-Policy"]);
        Assert.AreEqual("same-origin", headers["Cross-Origin-Opener-Policy"]);
        Assert.AreEqual("same-origin", headers["Cross-Origin-Resource-Policy"]);
        Assert.IsTrue(headers.ContainsKey("Permissions-Policy"));
        Assert.IsFalse(headers.ContainsKey("Server"));
    }

    [TestMethod]
    public async Task Pages_are_kept_by_no_cache_and_the_stylesheet_may_be()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();

        Assert.Contains("no-store", (await admin.GetAsync("/users")).Headers["Cache-Control"]);
        Assert.IsFalse((await admin.GetAsync("/site.css")).Headers.ContainsKey("Cache-Control"));
    }

    [TestMethod]
    [DataRow("/account/signin")]
    [DataRow("/")]
    [DataRow("/announcements/create")]
    [DataRow("/users")]
    [DataRow("/users/create")]
    [DataRow("/no/such/page")]
    [DataRow(CrashingPages.Early)]
    public async Task Pages_have_no_script_no_inline_style_and_no_address_elsewhere(string path)
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();

        var text = (await admin.GetAsync(path)).Text;

        Assert.Contains("<main", text);
        Assert.DoesNotMatchRegex(Forbidden(), text);
    }

    [TestMethod]
    public async Task The_stylesheet_loads_nothing()
    {
        await using var app = new TenantFactory();
        using var browser = app.NewBrowser();

        var sheet = await browser.GetAsync("/site.css");

        Assert.AreEqual(HttpStatusCode.OK, sheet.Status);
        Assert.DoesNotContain("url(", sheet.Text);
        Assert.DoesNotContain("@import", sheet.Text);
    }

    [TestMethod]
    [DataRow("/account/signin")]
    [DataRow("/users/create")]
    [DataRow("/account/signout")]
    [DataRow("/users/0/deactivate")]
    [DataRow("/users/0/reactivate")]
    [DataRow("/announcements/create")]
    public async Task A_form_without_antiforgery_token_is_answered_400(string action)
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();

        var answer = await admin.PostAsync(action, new Person().Fields());

        Assert.AreEqual(HttpStatusCode.BadRequest, answer.Status);
        Assert.AreEqual(0, app.Tracker.Count);
    }

    [TestMethod]
    public async Task Health_answers_200_without_sign_in()
    {
        await using var app = new TenantFactory();
        using var browser = app.NewBrowser();

        var health = await browser.GetAsync("/health");

        Assert.AreEqual(HttpStatusCode.OK, health.Status);
        Assert.AreEqual("Healthy", health.Text);
    }

    [GeneratedRegex(
        "<script|javascript:|\\sstyle=|<style|\\son[a-z]+=|(src|href|action)=\"(https?:)?//",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Forbidden();
}
