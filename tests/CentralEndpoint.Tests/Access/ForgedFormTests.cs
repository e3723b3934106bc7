using System.Net;
using CentralEndpoint.Access;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Access;

/// <summary>A form counts only when a page of the same session sent it, whatever the browser of its victim brings along.</summary>
[TestClass]
public sealed class ForgedFormTests : EndpointTest
{
    [TestMethod]
    public async Task Without_the_token_nothing_is_done()
    {
        using var client = Host.SignInAs(Role.Reporter, "victim-1");

        using var answer = await Form.PostAsync(client, "/tokens", ("label", "forged"));

        await AssertRefusedAsync(answer, "victim-1");
    }

    [TestMethod]
    public async Task The_token_of_another_session_is_none()
    {
        using var attacker = Host.SignInAs(Role.Reporter, "attacker");
        using var client = Host.SignInAs(Role.Reporter, "victim-2");
        var foreign = await Form.TokenAsync(attacker, "/tokens");

        using var answer = await Form.PostAsync(client, "/tokens", (FormTokens.Field, foreign), ("label", "forged"));

        await AssertRefusedAsync(answer, "victim-2");
    }

    [TestMethod]
    [DataRow("Origin", "https://evil.example")]
    [DataRow("Origin", "null")]
    [DataRow("Origin", "http://localhost:1")]
    [DataRow("Sec-Fetch-Site", "cross-site")]
    [DataRow("Sec-Fetch-Site", "same-site")]
    public async Task From_a_page_of_another_site_it_is_refused_even_with_the_token(string header, string value)
    {
        using var client = Host.SignInAs(Role.Reporter, "victim-3");
        var token = await Form.TokenAsync(client, "/tokens");
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        using var answer = await Form.PostAsync(client, "/tokens", (FormTokens.Field, token), ("label", "forged"));

        await AssertRefusedAsync(answer, "victim-3");
    }

    [TestMethod]
    public async Task From_a_page_of_this_site_it_is_taken()
    {
        using var client = Host.SignInAs(Role.Reporter, "owner");
        client.DefaultRequestHeaders.Add("Origin", Host.PagesAddress.GetLeftPart(UriPartial.Authority));
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");

        using var answer = await Form.PostAsync(client, "/tokens", "/tokens", ("label", "mine"));

        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.AreEqual(1, Host.Count("SELECT COUNT(*) FROM read_token WHERE account = 'owner'"));
    }

    [TestMethod]
    public async Task Nobody_is_signed_out_by_another_site()
    {
        using var client = Host.SignInAs(Role.Reporter, "victim-4");

        using var answer = await Form.PostAsync(client, "/sign-out");
        using var link = await client.GetAsync(new Uri("/sign-out", UriKind.Relative));

        Assert.AreEqual(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.AreNotEqual(HttpStatusCode.Redirect, link.StatusCode);
        Assert.AreEqual(1, Host.Count("SELECT COUNT(*) FROM staff_session WHERE account = 'victim-4'"));
    }

    [TestMethod]
    [DataRow("application/json", """{"label":"forged"}""")]
    [DataRow("text/plain", "label=forged")]
    public async Task What_is_no_form_is_refused(string type, string body)
    {
        using var client = Host.SignInAs(Role.Reporter, "victim-5");
        using var content = new StringContent(body, System.Text.Encoding.UTF8, type);

        using var answer = await client.PostAsync(new Uri("/tokens", UriKind.Relative), content);

        await AssertRefusedAsync(answer, "victim-5");
    }

    [TestMethod]
    [DataRow("PUT")]
    [DataRow("PATCH")]
    [DataRow("DELETE")]
    public async Task No_other_method_does_anything(string method)
    {
        using var client = Host.SignInAs(Role.Reporter, "victim-6");
        using var request = new HttpRequestMessage(new HttpMethod(method), "/tokens");

        using var answer = await client.SendAsync(request);

        Assert.IsGreaterThanOrEqualTo(400, (int)answer.StatusCode);
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage answer, string account)
    {
        Assert.AreEqual(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Nothing was changed", await answer.Content.ReadAsStringAsync());
        Assert.AreEqual(0, Host.Count($"SELECT COUNT(*) FROM read_token WHERE account = '{account}'"));
    }
}
