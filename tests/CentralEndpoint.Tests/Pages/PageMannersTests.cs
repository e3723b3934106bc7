using CentralEndpoint.Pages;
using Microsoft.AspNetCore.Http;

namespace CentralEndpoint.Tests.Pages;

/// <summary>The pages answer to the names that they have, and to no other that leads to them.</summary>
[TestClass]
public sealed class PageMannersTests
{
    private const string Address = "https://reports.vendor.example";

    [TestMethod]
    [DataRow(null, "localhost", true)]
    [DataRow(null, "127.0.0.1", true)]
    [DataRow(null, "[::1]", true)]
    [DataRow(null, "reports.vendor.example", false)]
    [DataRow(null, "localhost.evil.example", false)]
    [DataRow(Address, "reports.vendor.example", true)]
    [DataRow(Address, "REPORTS.vendor.example", true)]
    [DataRow(Address, "localhost", true)]
    [DataRow(Address, "vendor.example", false)]
    [DataRow(Address, "reports.vendor.example.evil.example", false)]
    [DataRow(Address, "", false)]
    public async Task Only_a_name_of_theirs_gets_through(string? address, string host, bool isTheirs)
    {
        var (wasAnswered, context) = await AskAsync(address, host);

        Assert.AreEqual(isTheirs, wasAnswered);
        Assert.AreEqual(
            isTheirs ? StatusCodes.Status200OK : StatusCodes.Status421MisdirectedRequest,
            context.Response.StatusCode
        );
    }

    [TestMethod]
    [DataRow(null, "")]
    [DataRow(Address, "max-age=31536000")]
    public async Task A_browser_is_kept_to_TLS_where_there_is_TLS(string? address, string told)
    {
        var (_, context) = await AskAsync(address, "localhost");

        Assert.AreEqual(told, context.Response.Headers.StrictTransportSecurity.ToString());
    }

    private static async Task<(bool WasAnswered, HttpContext Context)> AskAsync(string? address, string host)
    {
        var wasAnswered = false;
        var manners = new PageManners(
            _ =>
            {
                wasAnswered = true;
                return Task.CompletedTask;
            },
            new CentralEndpointSettings { PagesAddress = address }
        );
        var context = new DefaultHttpContext();
        context.Request.Host = host.Length == 0 ? default : new HostString(host, 7480);

        await manners.InvokeAsync(context);
        return (wasAnswered, context);
    }
}
