using System.Net;
using CentralEndpoint.Access;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Access;

/// <summary>The accounts of a development machine, and of no other.</summary>
[TestClass]
public sealed class DemoSignInTests
{
    private static CentralEndpointHost s_host = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext context)
    {
        _ = context;
        s_host = await CentralEndpointHost.StartAsync(folder: null, "--environment", "Development");
    }

    [ClassCleanup]
    public static async Task StopAsync() => await s_host.DisposeAsync();

    [TestMethod]
    public async Task Each_account_signs_in_to_its_own_first_page()
    {
        var homes = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["operator"] = "/fleet",
            ["auditor"] = "/audit",
            ["privacy-officer"] = "/requests",
            ["privacy-officer-2"] = "/requests",
        };
        foreach (var (account, password) in Accounts.All)
        {
            using var answer = await SignInAsync(account, password);
            Assert.AreEqual(HttpStatusCode.Redirect, answer.StatusCode, account);
            Assert.AreEqual("/", answer.Headers.Location!.OriginalString);

            using var first = await GetAsync("/", CookieOf(answer));
            Assert.AreEqual(homes.GetValueOrDefault(account), first.Headers.Location?.OriginalString, account);
        }

        Assert.HasCount(6, Accounts.All);
    }

    [TestMethod]
    public async Task A_wrong_password_and_an_unknown_account_get_the_same_answer()
    {
        using var wrong = await SignInAsync("reporter", "0000000000000000");
        using var unknown = await SignInAsync("nobody", "0000000000000000");

        Assert.AreEqual(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.AreEqual(await TextAsync(wrong), await TextAsync(unknown));
        Assert.IsFalse(wrong.Headers.Contains("Set-Cookie"));
        Assert.IsFalse(unknown.Headers.Contains("Set-Cookie"));
    }

    [TestMethod]
    public async Task A_password_is_another_account_s_no_more_than_nobody_s()
    {
        var passwords = Accounts.All.ToDictionary(static one => one.Account, static one => one.Password);

        using var answer = await SignInAsync("auditor", passwords["reporter"]);

        Assert.AreEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.HasCount(passwords.Count, passwords.Values.Distinct());
    }

    [TestMethod]
    public async Task What_was_typed_is_in_no_log_and_not_in_the_audit()
    {
        using var answer = await SignInAsync("a-secret-typed-into-the-wrong-field", "and-another-one");

        Assert.AreEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.DoesNotContain(
            "typed",
            string.Join('\n', s_host.Logs.GetSnapshot().Select(static line => line.Message))
        );
        Assert.AreEqual(
            0,
            s_host.Count("SELECT COUNT(*) FROM audit_entry WHERE actor LIKE '%typed%' OR target LIKE '%typed%'")
        );
        Assert.IsGreaterThan(0, s_host.Count("SELECT COUNT(*) FROM audit_entry WHERE action = 'sign-in-refused'"));
    }

    [TestMethod]
    public async Task Afterwards_one_is_where_one_wanted_to_be_and_never_elsewhere()
    {
        var (account, password) = Accounts.All.First();
        using var asked = await s_host
            .Anybody()
            .SendAsync(
                new HttpRequestMessage(HttpMethod.Get, "/clients?sort=net") { Headers = { { "Accept", "text/html" } } }
            );
        using var here = await SignInAsync(account, password, "/clients?sort=net");
        using var elsewhere = await SignInAsync(account, password, "https://evil.example/");
        using var likewise = await SignInAsync(account, password, "//evil.example/");

        Assert.AreEqual("/sign-in?returnUrl=%2Fclients%3Fsort%3Dnet", asked.Headers.Location!.OriginalString);
        Assert.AreEqual("/clients?sort=net", here.Headers.Location!.OriginalString);
        Assert.AreEqual("/", elsewhere.Headers.Location!.OriginalString);
        Assert.AreEqual("/", likewise.Headers.Location!.OriginalString);
    }

    [TestMethod]
    public async Task A_session_that_was_there_before_is_not_the_one_afterwards()
    {
        var (account, password) = Accounts.All.First();
        using var first = await SignInAsync(account, password);
        var planted = CookieOf(first);
        using var second = await SignInAsync(account, password, cookie: planted);
        var own = CookieOf(second);

        Assert.AreNotEqual(planted, own);
        using var asPlanted = await GetAsync("/seats", planted);
        using var asOwn = await GetAsync("/seats", own);
        Assert.AreEqual(HttpStatusCode.Redirect, asPlanted.StatusCode, "Whoever planted it is not signed in with it.");
        Assert.AreEqual(HttpStatusCode.OK, asOwn.StatusCode);
    }

    [TestMethod]
    public async Task Nobody_tries_passwords_by_the_hundred()
    {
        await using var host = await CentralEndpointHost.StartAsync(folder: null, "--environment", "Development");
        using var client = host.Anybody();
        var (account, password) = host.Services.GetRequiredService<DemoAccounts>().All.First();
        for (var count = 0; count < SignInLimit.TriesPerMinute; count++)
        {
            using var wrong = await Form.PostAsync(client, "/sign-in", ("account", account), ("password", "wrong"));
            Assert.AreEqual(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        using var right = await Form.PostAsync(client, "/sign-in", ("account", account), ("password", password));

        Assert.AreEqual(HttpStatusCode.TooManyRequests, right.StatusCode);
        Assert.IsFalse(right.Headers.Contains("Set-Cookie"));
    }

    [TestMethod]
    public async Task Elsewhere_there_are_none_and_the_page_says_what_to_do()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        using var client = host.Anybody();

        using var page = await client.GetAsync(new Uri("/sign-in", UriKind.Relative));
        using var answer = await Form.PostAsync(
            client,
            "/sign-in",
            ("account", "reporter"),
            ("password", Accounts.All.First().Password)
        );

        Assert.IsEmpty(host.Services.GetRequiredService<DemoAccounts>().All);
        Assert.AreEqual(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.Contains("CentralEndpoint:SignIn:Authority", await TextAsync(page));
        Assert.AreEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [TestMethod]
    public async Task Nor_are_there_where_people_sign_in_from_elsewhere()
    {
        await using var host = await CentralEndpointHost.StartAsync(
            folder: null,
            "--environment",
            "Development",
            "--CentralEndpoint:PagesAddress=https://localhost"
        );

        Assert.IsEmpty(host.Services.GetRequiredService<DemoAccounts>().All);
    }

    private static DemoAccounts Accounts => s_host.Services.GetRequiredService<DemoAccounts>();

    private static async Task<HttpResponseMessage> SignInAsync(
        string account,
        string password,
        string returnUrl = "",
        string? cookie = null
    )
    {
        using var client = s_host.Anybody();
        if (cookie is not null)
        {
            client.DefaultRequestHeaders.Add("Cookie", cookie);
        }

        return await Form.PostAsync(
            client,
            "/sign-in",
            ("account", account),
            ("password", password),
            ("returnUrl", returnUrl)
        );
    }

    private static async Task<HttpResponseMessage> GetAsync(string path, string cookie)
    {
        using var client = s_host.Anybody();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("Accept", "text/html");
        return await client.SendAsync(request);
    }

    private static string CookieOf(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();
}
