using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CentralEndpoint.Access;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Access;

/// <summary>A spreadsheet reads reports with a token of its owner's, and nothing else.</summary>
[TestClass]
public sealed class ReadTokenTests : EndpointTest
{
    private static ReadTokens Tokens => Host.Services.GetRequiredService<ReadTokens>();

    [TestMethod]
    public async Task What_is_made_on_the_page_reads_reports_as_bearer_and_as_a_password()
    {
        using var client = Host.SignInAs(Role.Reporter, "ada");
        using var page = await Form.PostAsync(client, "/tokens", "/tokens", ("label", "Excel on my desk"));
        var html = await page.Content.ReadAsStringAsync();
        var start = html.IndexOf("brt1_", StringComparison.Ordinal);
        var token = html[start..html.IndexOf('<', start)];

        Assert.AreEqual(HttpStatusCode.OK, await AskAsync("/reports/overview", Bearer(token)));
        Assert.AreEqual(HttpStatusCode.OK, await AskAsync("/reports/seats?format=csv", Basic(token)));
        var again = await client.GetStringAsync(new Uri("/tokens", UriKind.Relative));
        Assert.Contains("Excel on my desk", again);
        Assert.DoesNotContain(token, again, "It is shown once.");
    }

    [TestMethod]
    [DataRow("/")]
    [DataRow("/seats")]
    [DataRow("/tokens")]
    [DataRow("/Reports/overview")]
    public async Task It_opens_no_page(string path)
    {
        var token = await AddAsync("bob");

        Assert.AreEqual(HttpStatusCode.Unauthorized, await AskAsync(path, Bearer(token)));
    }

    [TestMethod]
    public async Task In_an_address_it_is_worth_nothing()
    {
        var token = await AddAsync("carla");

        Assert.AreEqual(HttpStatusCode.Unauthorized, await AskAsync($"/reports/overview?access_token={token}", null));
        Assert.AreEqual(HttpStatusCode.Unauthorized, await AskAsync($"/reports/overview?token={token}", null));
    }

    [TestMethod]
    public async Task It_is_good_for_90_days()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var tokens = host.Services.GetRequiredService<ReadTokens>();
        var token = (await tokens.AddAsync(Staff.Of(Role.Reporter), "x"))!;

        host.Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromMilliseconds(1));
        Assert.AreEqual("reporter", await tokens.FindAccountAsync(token));
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.IsNull(await tokens.FindAccountAsync(token));
    }

    [TestMethod]
    public async Task Its_owner_revokes_it_and_nobody_else_of_the_readers()
    {
        var token = await AddAsync("dora");
        Assert.IsTrue(ReadToken.TryParse(token, out var parsed));
        using var other = Host.SignInAs(Role.Reporter, "eve");
        using var owner = Host.SignInAs(Role.Reporter, "dora");

        using var not = await Form.PostAsync(other, "/tokens", "/tokens/revoke", ("id", parsed.Id));
        Assert.AreEqual(HttpStatusCode.OK, await AskAsync("/reports/overview", Bearer(token)));
        Assert.DoesNotContain(parsed.Id, await other.GetStringAsync(new Uri("/tokens", UriKind.Relative)));

        using var revoked = await Form.PostAsync(owner, "/tokens", "/tokens/revoke", ("id", parsed.Id));
        Assert.AreEqual(HttpStatusCode.Unauthorized, await AskAsync("/reports/overview", Bearer(token)));
        Assert.AreEqual(
            1,
            Host.Count(
                $"SELECT COUNT(*) FROM audit_entry WHERE action = 'token-revoked' AND target = 'token {parsed.Id}'"
            )
        );
    }

    [TestMethod]
    public async Task The_operator_lists_and_revokes_by_command()
    {
        var token = await AddAsync("fred");
        Assert.IsTrue(ReadToken.TryParse(token, out var parsed));

        var list = await CommandRun.OfAsync(Host.Settings, "tokens", "list");
        Assert.Contains($"{parsed.Id}  fred  {The.Now:yyyy-MM-dd}  never", list.Output);
        Assert.DoesNotContain(token, list.Output);

        var revoked = await CommandRun.OfAsync(Host.Settings, "tokens", "revoke", parsed.Id);
        Assert.AreEqual(0, revoked.Code);
        Assert.AreEqual(HttpStatusCode.Unauthorized, await AskAsync("/reports/overview", Bearer(token)));
        var again = await CommandRun.OfAsync(Host.Settings, "tokens", "revoke", parsed.Id);
        Assert.AreEqual(2, again.Code);
    }

    [TestMethod]
    public async Task Who_signs_in_without_the_right_has_none_left()
    {
        var token = await AddAsync("gina");
        var before = await AskAsync("/reports/overview", Bearer(token));

        await StaffHandler.CookieAsync(Host.Services, Staff.Of(Role.Operator, "gina"), Host.Clock.GetUtcNow());

        Assert.AreEqual(HttpStatusCode.OK, before);
        Assert.AreEqual(HttpStatusCode.Unauthorized, await AskAsync("/reports/overview", Bearer(token)));
    }

    [TestMethod]
    public async Task Ten_at_a_time_are_enough()
    {
        for (var count = 0; count < ReadTokens.MostLive; count++)
        {
            await AddAsync("hugo");
        }

        using var client = Host.SignInAs(Role.Reporter, "hugo");
        using var answer = await Form.PostAsync(client, "/tokens", "/tokens", ("label", "one more"));

        Assert.AreEqual(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.AreEqual(10, Host.Count("SELECT COUNT(*) FROM read_token WHERE account = 'hugo'"));
        Assert.AreEqual(
            10,
            Host.Count("SELECT COUNT(*) FROM audit_entry WHERE action = 'token-made' AND actor = 'hugo'"),
            "What was not made is not audited as made."
        );
    }

    [TestMethod]
    [DataRow("Bearer brt1_abcdefgh_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA_00000000")]
    [DataRow("Bearer ")]
    [DataRow("Basic ")]
    [DataRow("Basic ????")]
    [DataRow("Digest x")]
    public async Task Whatever_is_none_is_refused_in_the_same_way(string header)
    {
        using var client = Host.Anybody();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/reports/overview");
        request.Headers.TryAddWithoutValidation("Authorization", header);
        using var answer = await client.SendAsync(request);

        Assert.AreEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.AreEqual("Bearer", answer.Headers.WwwAuthenticate.ToString());
        Assert.IsEmpty(await answer.Content.ReadAsByteArrayAsync());
    }

    [TestMethod]
    public async Task No_log_and_no_table_holds_one()
    {
        var token = await AddAsync("ines");
        await AskAsync("/reports/overview", Bearer(token));
        await AskAsync("/reports/overview", Basic(token[..^1] + "x"));

        var secret = token.Split('_')[2];
        Assert.DoesNotContain(secret, string.Join('\n', Host.Logs.GetSnapshot().Select(static line => line.Message)));
        Assert.AreEqual(0, Host.Count($"SELECT COUNT(*) FROM read_token WHERE label LIKE '%{secret}%'"));
        Assert.AreEqual(0, Host.Count($"SELECT COUNT(*) FROM audit_entry WHERE target LIKE '%{secret}%'"));
    }

    private static async Task<string> AddAsync(string account) =>
        (await Tokens.AddAsync(Staff.Of(Role.Reporter, account), "for a test"))!.Reveal();

    private static AuthenticationHeaderValue Bearer(string token) => new("Bearer", token);

    private static AuthenticationHeaderValue Basic(string token) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{token}")));

    private static async Task<HttpStatusCode> AskAsync(string path, AuthenticationHeaderValue? authorization)
    {
        using var client = Host.Anybody();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = authorization;
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
