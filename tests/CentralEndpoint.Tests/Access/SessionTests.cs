using System.Net;
using CentralEndpoint.Access;
using CentralEndpoint.Tests.Audit;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Access;

/// <summary>A session is its owner's, for as long as was said, and over when it is over.</summary>
[TestClass]
public sealed class SessionTests : EndpointTest
{
    [TestMethod]
    public async Task It_ends_when_its_time_is_over_whatever_was_done_in_it()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        var cookie = await StaffHandler.CookieAsync(host.Services, Staff.Of(Role.Reporter), host.Clock.GetUtcNow());

        host.Clock.Advance(TimeSpan.FromHours(8) - TimeSpan.FromSeconds(1));
        Assert.AreEqual(HttpStatusCode.OK, await AskAsync(host, cookie));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.AreEqual(HttpStatusCode.Unauthorized, await AskAsync(host, cookie));
    }

    [TestMethod]
    public async Task Signing_out_ends_it_in_every_window()
    {
        var cookie = await StaffHandler.CookieAsync(Host.Services, Staff.Of(Role.Reporter), Host.Clock.GetUtcNow());
        using var client = Host.Anybody();
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        Assert.AreEqual(HttpStatusCode.OK, await AskAsync(Host, cookie));

        using var answer = await Form.PostAsync(client, "/seats", "/sign-out");

        Assert.AreEqual("/signed-out", answer.Headers.Location!.OriginalString);
        Assert.StartsWith("session=;", answer.Headers.GetValues("Set-Cookie").Single());
        Assert.AreEqual(
            HttpStatusCode.Unauthorized,
            await AskAsync(Host, cookie),
            "A copy of the cookie is worth nothing."
        );
    }

    [TestMethod]
    public async Task One_endpoint_takes_the_sessions_of_another_over_the_same_data()
    {
        using var folder = new TempFolder();
        string cookie;
        await using (var host = await CentralEndpointHost.StartAsync(folder))
        {
            cookie = await StaffHandler.CookieAsync(host.Services, Staff.Of(Role.Reporter), host.Clock.GetUtcNow());
        }

        await using var other = await CentralEndpointHost.StartAsync(folder);
        Assert.AreEqual(HttpStatusCode.OK, await AskAsync(other, cookie));
    }

    [TestMethod]
    public async Task A_cookie_of_another_endpoint_or_that_was_changed_is_nobody_s()
    {
        await using var other = await CentralEndpointHost.StartAsync();
        var foreign = await StaffHandler.CookieAsync(other.Services, Staff.Of(Role.Reporter), other.Clock.GetUtcNow());
        var own = await StaffHandler.CookieAsync(Host.Services, Staff.Of(Role.Operator), Host.Clock.GetUtcNow());
        var changed = own[..^8] + (own[^8] == 'A' ? 'B' : 'A') + own[^7..];

        Assert.AreEqual(HttpStatusCode.Unauthorized, await AskAsync(Host, foreign));
        Assert.AreEqual(HttpStatusCode.Unauthorized, await AskAsync(Host, changed));
        Assert.AreEqual(HttpStatusCode.Unauthorized, await AskAsync(Host, "session=reporter"));
    }

    [TestMethod]
    public async Task Whoever_reads_the_database_finds_no_session_to_take_over()
    {
        var cookie = await StaffHandler.CookieAsync(Host.Services, Staff.Of(Role.Auditor), Host.Clock.GetUtcNow());

        using var database = Host.OpenDatabase();
        using var command = database.CreateCommand();
        command.CommandText = "SELECT id FROM staff_session WHERE account = 'auditor'";
        var id = (string)command.ExecuteScalar()!;

        Assert.HasCount(64, id);
        Assert.DoesNotContain(id, cookie);
        Assert.AreEqual(HttpStatusCode.Unauthorized, await AskAsync(Host, $"session={id}"));
    }

    [TestMethod]
    public async Task Without_an_entry_in_the_audit_nobody_is_signed_in()
    {
        await using var host = await CentralEndpointHost.StartAsync();
        host.MakeUnwritable();

        await Assert.ThrowsAsync<Exception>(() =>
            StaffHandler.CookieAsync(host.Services, Staff.Of(Role.Reporter), host.Clock.GetUtcNow())
        );
        Assert.AreEqual(0, host.Count("SELECT COUNT(*) FROM staff_session"));
    }

    [TestMethod]
    public async Task Nor_a_key_to_make_one_with()
    {
        await StaffHandler.CookieAsync(Host.Services, Staff.Of(Role.Auditor), Host.Clock.GetUtcNow());

        using var database = Host.OpenDatabase();
        using var command = database.CreateCommand();
        command.CommandText = "SELECT box FROM protection_key";
        using var reader = command.ExecuteReader();
        Assert.IsTrue(reader.Read());
        do
        {
            var box = System.Text.Encoding.Latin1.GetString((byte[])reader.GetValue(0));
            Assert.DoesNotContain("masterKey", box);
            Assert.DoesNotContain("descriptor", box);
        } while (reader.Read());
    }

    private static async Task<HttpStatusCode> AskAsync(CentralEndpointHost host, string cookie)
    {
        using var client = host.Anybody();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/reports/overview");
        request.Headers.Add("Cookie", cookie);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
