using System.Net;
using CentralEndpoint.Access;
using CentralEndpoint.Tests.Support;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Access;

/// <summary>People sign in at a real provider, over real TLS, as a browser does it.</summary>
[TestClass]
public sealed class OpenIdSignInTests
{
    private static IdentityProvider s_provider = null!;
    private static CentralEndpointHost s_host = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        _ = context;
        s_provider = await IdentityProvider.StartAsync();
        s_host = await CentralEndpointHost.StartAsync(
            static services =>
                services.Configure<OpenIdConnectOptions>(
                    OpenIdSignIn.Scheme,
                    static options =>
                        options.BackchannelHttpHandler = new SocketsHttpHandler
                        {
                            SslOptions = { CertificateChainPolicy = s_provider.Trust },
                        }
                ),
            "--CentralEndpoint:PagesAddress=https://localhost",
            $"--CentralEndpoint:SignIn:Authority={s_provider.Authority}",
            $"--CentralEndpoint:SignIn:ClientId={IdentityProvider.ClientId}",
            $"--CentralEndpoint:SignIn:ClientSecret={IdentityProvider.ClientSecret}",
            "--CentralEndpoint:SignIn:Roles:reporter=group-of-reporters"
        );
        s_host.Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
    }

    [ClassCleanup]
    public static async Task StopAsync()
    {
        await s_host.DisposeAsync();
        await s_provider.DisposeAsync();
    }

    [TestMethod]
    public async Task Somebody_with_a_role_comes_in_and_is_where_he_wanted_to_be()
    {
        s_provider.Next = [("sub", "u-1"), ("preferred_username", "ada"), ("roles", "group-of-reporters")];
        using var browser = new Browser(s_host, s_provider);

        var page = await browser.OpenAsync("/seats");

        Assert.AreEqual("/seats", page.Path);
        Assert.Contains("<span>ada</span>", page.Html);
        Assert.AreEqual("code", s_provider.Asked["response_type"]);
        Assert.AreEqual("S256", s_provider.Asked["code_challenge_method"]);
        Assert.AreEqual(
            1,
            s_host.Count(
                "SELECT COUNT(*) FROM audit_entry WHERE action = 'signed-in' AND actor = 'u-1' AND roles = 'reporter'"
            )
        );
    }

    [TestMethod]
    public async Task The_cookie_goes_over_TLS_alone_to_this_host_alone_and_to_no_script()
    {
        s_provider.Next = [("sub", "u-2"), ("roles", "auditor")];
        using var browser = new Browser(s_host, s_provider);

        await browser.OpenAsync("/");

        var cookie = Assert.ContainsSingle(
            browser.Set.Where(static one => one.StartsWith("__Host-session=", StringComparison.Ordinal))
        );
        Assert.Contains("; path=/; secure; samesite=lax; httponly", cookie);
        Assert.DoesNotContain("domain", cookie);
        Assert.DoesNotContain("expires", cookie);
        using var page = await s_host.Anybody().GetAsync(new Uri("/policy", UriKind.Relative));
        Assert.AreEqual("max-age=31536000", page.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.AreSequenceEqual(
            ["__Host-session"],
            browser.Kept.Select(static one => one.Name),
            "What lived on the way is gone."
        );
    }

    [TestMethod]
    public async Task A_role_is_made_by_the_value_that_was_set_and_not_by_its_word_then()
    {
        s_provider.Next = [("sub", "u-3"), ("roles", "reporter")];
        using var browser = new Browser(s_host, s_provider);

        var page = await browser.OpenAsync("/seats");

        Assert.AreEqual("/sign-in/no-role", page.Path);
        Assert.Contains("nothing of this is yours to see", page.Html);
        Assert.IsEmpty(browser.Kept.Where(static one => one.Name.Contains("session", StringComparison.Ordinal)));
        Assert.AreEqual(
            1,
            s_host.Count("SELECT COUNT(*) FROM audit_entry WHERE action = 'sign-in-refused' AND actor = 'u-3'")
        );
        Assert.AreEqual(0, s_host.Count("SELECT COUNT(*) FROM staff_session WHERE account = 'u-3'"));
    }

    [TestMethod]
    public async Task Somebody_with_several_roles_has_all_of_them_and_no_other()
    {
        s_provider.Next =
        [
            ("sub", "u-4"),
            ("roles", "auditor"),
            ("roles", "operator"),
            ("roles", "administrator-of-everything"),
        ];
        using var browser = new Browser(s_host, s_provider);

        var fleet = await browser.OpenAsync("/fleet");
        var seats = await browser.OpenAsync("/seats");

        Assert.AreEqual(HttpStatusCode.OK, fleet.Status);
        Assert.AreEqual(HttpStatusCode.Forbidden, seats.Status);
    }

    [TestMethod]
    public async Task Who_says_no_at_the_provider_is_not_signed_in()
    {
        s_provider.Next = null;
        using var browser = new Browser(s_host, s_provider);

        var page = await browser.OpenAsync("/seats");

        Assert.AreEqual("/sign-in/failed", page.Path);
        Assert.DoesNotContain("said no", page.Html);
        Assert.DoesNotContain("said no", page.Address.Query);
    }

    [TestMethod]
    [DataRow("/sign-in/back")]
    [DataRow("/sign-in/back?code=forged&state=forged")]
    [DataRow("/sign-in/back?error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E&state=x")]
    public async Task A_way_back_without_a_way_there_signs_nobody_in(string address)
    {
        using var browser = new Browser(s_host, s_provider);

        var page = await browser.OpenAsync(address);

        Assert.AreEqual("/sign-in/failed", page.Path);
        Assert.IsEmpty(browser.Kept.Where(static one => one.Name.Contains("session", StringComparison.Ordinal)));
        Assert.DoesNotContain("script>alert", page.Html);
    }

    [TestMethod]
    public async Task The_way_back_of_one_browser_is_worth_nothing_in_another()
    {
        s_provider.Next = [("sub", "u-5"), ("roles", "auditor")];
        using var attacker = new Browser(s_host, s_provider);
        using var victim = new Browser(s_host, s_provider);
        var back = await attacker.StopBeforeAsync("/sign-in", "/sign-in/back");

        var page = await victim.OpenAsync(back.PathAndQuery);

        Assert.AreEqual("/sign-in/failed", page.Path);
        Assert.AreEqual(0, s_host.Count("SELECT COUNT(*) FROM staff_session WHERE account = 'u-5'"));
    }

    [TestMethod]
    public async Task After_the_sign_in_nobody_is_led_elsewhere()
    {
        s_provider.Next = [("sub", "u-6"), ("roles", "group-of-reporters")];
        using var browser = new Browser(s_host, s_provider);

        var page = await browser.OpenAsync("/sign-in?returnUrl=https%3A%2F%2Fevil.example%2F");

        Assert.AreEqual("/", page.Path);
        Assert.AreEqual(s_host.PagesAddress.Authority, page.Address.Authority);
    }

    [TestMethod]
    public async Task What_the_provider_said_is_in_no_log()
    {
        s_provider.Next = [("sub", "u-7"), ("preferred_username", "ida-of-the-log"), ("roles", "auditor")];
        using var browser = new Browser(s_host, s_provider);

        await browser.OpenAsync("/audit");

        var log = string.Join('\n', s_host.Logs.GetSnapshot().Select(static line => line.Message));
        Assert.DoesNotContain("ida-of-the-log", log);
        Assert.DoesNotContain(IdentityProvider.ClientSecret, log);
        foreach (var secret in browser.Secrets)
        {
            Assert.DoesNotContain(secret, log);
        }
    }

    [TestMethod]
    public async Task Signed_out_one_is_asked_anew()
    {
        s_provider.Next = [("sub", "u-8"), ("roles", "group-of-reporters")];
        using var browser = new Browser(s_host, s_provider);
        var page = await browser.OpenAsync("/seats");

        var left = await browser.SignOutAsync(page);
        s_provider.Next = null;
        var again = await browser.OpenAsync("/seats");

        Assert.AreEqual("/signed-out", left.Path);
        Assert.AreEqual("/sign-in/failed", again.Path);
    }
}
