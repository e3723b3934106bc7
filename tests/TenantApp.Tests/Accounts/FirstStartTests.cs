using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using TenantApp.Tests.Support;

namespace TenantApp.Tests.Accounts;

[TestClass]
public sealed partial class FirstStartTests
{
    [TestMethod]
    public async Task Without_a_given_password_one_is_made_and_shown_once_on_the_console()
    {
        using var folder = new TemporaryFolder();
        var data = Path.Combine(folder.Path, "data");
        string shown;
        await using (var first = await TenantProcess.StartAsync(folder.Path, $"--TenantApp:DataFolder={data}"))
        {
            shown = first.Output.Single(line => Shown().IsMatch(line));
            Assert.StartsWith("First start: ", shown);
            using var browser = await first.NewBrowserAsync(new CookieContainer());
            await browser.SignInAsync("admin", Shown().Match(shown).Groups["password"].Value);
        }

        await using var second = await TenantProcess.StartAsync(folder.Path, $"--TenantApp:DataFolder={data}");

        Assert.DoesNotContain(line => Shown().IsMatch(line), second.Output);
        using var again = await second.NewBrowserAsync(new CookieContainer());
        await again.SignInAsync("admin", Shown().Match(shown).Groups["password"].Value);
    }

    [TestMethod]
    public async Task A_given_password_is_shown_nowhere_and_a_random_one_is_in_no_log()
    {
        await using var given = new TenantFactory();
        using var admin = await given.SignInAdministratorAsync();
        Assert.IsFalse(Leak.IsIn(LogText.Of(given.Logs.GetSnapshot()), TenantFactory.AdminPassword));

        await using var random = new TenantFactory().Set("TenantApp:AdminPassword", "");
        using var browser = random.NewBrowser();
        await browser.GetAsync("/health");
        Assert.DoesNotContain("First start", Encoding.UTF8.GetString(LogText.Of(random.Logs.GetSnapshot())));
    }

    [TestMethod]
    public async Task A_weak_given_password_stops_the_start_with_the_reason_and_without_the_password()
    {
        await using var app = new TenantFactory().Set("TenantApp:AdminPassword", "qwertz");

        var fault = Assert.ThrowsExactly<InvalidOperationException>(() => app.NewBrowser());

        Assert.Contains("TenantApp:AdminPassword", fault.Message);
        Assert.Contains("at least 12 characters", fault.Message);
        Assert.DoesNotContain("qwertz", fault.Message);
    }

    [TestMethod]
    public async Task The_built_in_administrator_is_no_person_and_is_not_tracked()
    {
        await using var app = new TenantFactory();
        using var admin = await app.SignInAdministratorAsync();

        Assert.AreEqual(0, app.Tracker.Count);
        Assert.IsEmpty(app.Mails);
    }

    [TestMethod]
    public async Task Two_instances_on_one_host_do_not_sign_each_other_out()
    {
        using var folder = new TemporaryFolder();
        await using var first = await StartAsync(folder, "first");
        await using var second = await StartAsync(folder, "second");
        var cookies = new CookieContainer();
        using var atFirst = await first.NewBrowserAsync(cookies);
        using var atSecond = await second.NewBrowserAsync(cookies);

        await atFirst.SignInAsync("admin", TenantFactory.AdminPassword);
        await atSecond.SignInAsync("admin", TenantFactory.AdminPassword);

        Assert.Contains("Desk first", (await atFirst.GetAsync("/users")).Text);
        Assert.Contains("Desk second", (await atSecond.GetAsync("/users")).Text);
        Assert.HasCount(4, cookies.GetAllCookies());
        Assert.IsTrue(File.Exists(Path.Combine(folder.Path, "first", "tenant.db")));
        Assert.IsTrue(File.Exists(Path.Combine(folder.Path, "second", "tenant.db")));
    }

    private static Task<TenantProcess> StartAsync(TemporaryFolder folder, string name) =>
        TenantProcess.StartAsync(
            folder.Path,
            $"--TenantApp:DataFolder={Path.Combine(folder.Path, name)}",
            $"--TenantApp:Name=Desk {name}",
            $"--TenantApp:AdminPassword={TenantFactory.AdminPassword}"
        );

    [GeneratedRegex("sign in as admin with the password (?<password>\\S+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shown();
}
