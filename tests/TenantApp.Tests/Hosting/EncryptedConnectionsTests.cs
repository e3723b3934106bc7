using System.Net;
using TenantApp.Tests.Support;

namespace TenantApp.Tests.Hosting;

[TestClass]
public sealed class EncryptedConnectionsTests
{
    private const string Name = "tenant.customer.example";
    private const string SignIn = "/account/signin";
    private const string Hsts = "Strict-Transport-Security";

    [TestMethod]
    [DataRow(Name)]
    [DataRow("localhost")]
    public async Task In_production_plain_http_is_redirected_to_https(string host)
    {
        await using var app = new KestrelTenant("Production");

        var answer = await app.GetAsync("http", host, SignIn);

        Assert.AreEqual(HttpStatusCode.TemporaryRedirect, answer.Status);
        Assert.AreEqual($"https://{host}:{app.HttpsPort}{SignIn}", answer.Location);
        Assert.IsEmpty(answer.Cookies);
    }

    [TestMethod]
    public async Task In_production_https_is_served_with_strict_transport_security_for_a_year()
    {
        await using var app = new KestrelTenant("Production");

        var answer = await app.GetAsync("https", Name, SignIn);

        Assert.AreEqual(HttpStatusCode.OK, answer.Status);
        Assert.AreEqual("max-age=31536000", answer.Headers[Hsts]);
        Assert.Contains("; secure", answer.Cookies.Single());
    }

    [TestMethod]
    public async Task On_loopback_names_there_is_no_strict_transport_security()
    {
        await using var app = new KestrelTenant("Production");

        Assert.IsFalse((await app.GetAsync("https", "localhost", SignIn)).Headers.ContainsKey(Hsts));
    }

    [TestMethod]
    [DataRow("Production", "localhost")]
    [DataRow("Production", Name)]
    [DataRow("Development", Name)]
    public async Task Without_an_https_port_plain_http_is_refused(string environment, string host)
    {
        await using var app = new KestrelTenant(environment, withHttps: false);

        var answer = await app.GetAsync("http", host, SignIn);

        Assert.AreEqual(HttpStatusCode.BadRequest, answer.Status);
        Assert.AreEqual("This application is served over https only.", answer.Text);
        Assert.IsEmpty(answer.Cookies);
    }

    [TestMethod]
    [DataRow("localhost")]
    [DataRow("127.0.0.1")]
    public async Task In_development_plain_http_is_served_on_loopback(string host)
    {
        await using var app = new KestrelTenant("Development");

        var answer = await app.GetAsync("http", host, SignIn);

        Assert.AreEqual(HttpStatusCode.OK, answer.Status);
        Assert.DoesNotContain("; secure", answer.Cookies.Single());
        Assert.IsFalse(answer.Headers.ContainsKey(Hsts));
    }

    [TestMethod]
    public async Task In_development_https_has_secure_cookies_and_no_strict_transport_security()
    {
        await using var app = new KestrelTenant("Development");

        var answer = await app.GetAsync("https", Name, SignIn);

        Assert.AreEqual(HttpStatusCode.OK, answer.Status);
        Assert.Contains("; secure", answer.Cookies.Single());
        Assert.IsFalse(answer.Headers.ContainsKey(Hsts));
    }
}
