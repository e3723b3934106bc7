using System.Net;
using CentralEndpoint.Access;
using CentralEndpoint.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Access;

/// <summary>Each role is sent to each route: what it opens is in the table here, and whatever is not in the table is no route.</summary>
[TestClass]
public sealed class RoleMatrixTests : EndpointTest
{
    private const string Nobody = "";
    private const string Figures = "reporter relationship-reader";
    private const string States = "reporter relationship-reader operator";
    private const string Requests = "privacy-officer";
    private const string RequestList = "privacy-officer auditor";
    private const string OwnAudit = "privacy-officer auditor";
    private const string Everybody = "everybody";
    private const string Staff = "reporter relationship-reader privacy-officer operator auditor";

    // By method and route: who is let in.
    private static readonly Dictionary<string, string> Opened = new(StringComparer.Ordinal)
    {
        ["GET /"] = Figures,
        ["GET /clients"] = Figures,
        ["GET /instances/{id}"] = Figures,
        ["GET /seats"] = Figures,
        ["GET /cohorts"] = Figures,
        ["GET /quality"] = Figures,
        ["GET /fleet"] = States,
        ["GET /active-users"] = Figures,
        ["GET /reports/overview"] = Figures,
        ["GET /reports/active-users"] = Figures,
        ["GET /reports/flow"] = Figures,
        ["GET /reports/instances"] = States,
        ["GET /reports/seats"] = Figures,
        ["GET /reports/quality"] = Figures,
        ["GET /reports/restatement"] = Figures,
        ["GET /reports/domains"] = Figures,
        ["GET /reports/cohorts"] = Figures,
        ["GET /reports/tenure"] = Figures,
        ["GET /people"] = "relationship-reader",
        ["POST /people"] = "relationship-reader",
        ["GET /tokens"] = Figures,
        ["POST /tokens"] = Figures,
        ["POST /tokens/revoke"] = Figures,
        ["GET /requests"] = RequestList,
        ["POST /requests"] = Requests,
        ["GET /requests/new"] = Requests,
        ["GET /requests/{id}"] = Requests,
        ["POST /requests/{id}/search"] = Requests,
        ["POST /requests/{id}/export"] = Requests,
        ["POST /requests/{id}/letter"] = Requests,
        ["POST /requests/{id}/{act}"] = Requests,
        ["POST /sign-out"] = Staff,
        ["GET /sign-in"] = Everybody,
        ["POST /sign-in"] = Everybody,
        ["GET /sign-in/failed"] = Everybody,
        ["GET /sign-in/no-role"] = Everybody,
        ["GET /signed-out"] = Everybody,
        ["GET /audit"] = OwnAudit,
        ["GET /audit/entries"] = OwnAudit,
        ["POST /audit/verify"] = "auditor",
        ["GET /policy"] = Everybody,
        ["GET /contact"] = Everybody,
        ["POST /contact"] = Everybody,
        ["GET /contact/sent"] = Everybody,
        ["GET /health"] = Everybody,
        ["GET /site.css"] = Everybody,
        ["* /{*path:nonfile}"] = Staff,
    };

    // Those of the other listener ask for a client's key, and a session opens none of them.
    private static IEnumerable<RouteEndpoint> Routes =>
        Host
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(static route => !route.RoutePattern.RawText!.StartsWith("/v1/", StringComparison.Ordinal));

    [TestMethod]
    public void Every_route_is_in_the_table_and_nothing_else_is() =>
        Assert.AreSequenceEqual(
            Opened.Keys.Order(StringComparer.Ordinal),
            Routes.Select(NameOf).Order(StringComparer.Ordinal)
        );

    [TestMethod]
    public void Every_route_says_who_may_call_it() =>
        Assert.IsEmpty(
            Routes
                .Where(static route =>
                    route.Metadata.GetMetadata<IAllowAnonymous>() is null
                    && route.Metadata.GetOrderedMetadata<IAuthorizeData>().Count == 0
                )
                .Select(NameOf)
        );

    [TestMethod]
    [DataRow(Nobody)]
    [DataRow("reporter")]
    [DataRow("relationship-reader")]
    [DataRow("privacy-officer")]
    [DataRow("operator")]
    [DataRow("auditor")]
    public async Task A_role_is_let_in_where_the_table_says_so_and_nowhere_else(string role)
    {
        using var client = role == Nobody ? Host.Anybody() : Host.SignInAs(Roles.FromWord(role)!.Value);
        var wrong = new List<string>();
        foreach (var (route, opened) in Opened)
        {
            var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
            using var answer = await SendAsync(client, method, path);
            // A form that lets in tells a wrong password apart, too.
            var isLetIn =
                answer.StatusCode
                    is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.Redirect)
                || route is "POST /sign-in";
            if (isLetIn != (opened == Everybody || (role != Nobody && opened.Split(' ').Contains(role))))
            {
                wrong.Add($"{route}: {answer.StatusCode}");
            }
        }

        Assert.IsEmpty(wrong, string.Join(", ", wrong));
    }

    [TestMethod]
    public async Task What_no_route_opens_is_closed_to_everybody()
    {
        // It looks like a file, which no route of a page takes.
        var nowhere = new Uri("/endpoint.db", UriKind.Relative);
        using var anybody = Host.Anybody();
        using var refused = await anybody.GetAsync(nowhere);
        Assert.AreEqual(HttpStatusCode.Unauthorized, refused.StatusCode);

        foreach (var role in Roles.All)
        {
            using var client = Host.SignInAs(role);
            using var answer = await client.GetAsync(nowhere);
            Assert.AreEqual(HttpStatusCode.Forbidden, answer.StatusCode, role.ToWord());
        }
    }

    [TestMethod]
    [DataRow("reporter")]
    [DataRow("privacy-officer")]
    [DataRow("operator")]
    [DataRow("auditor")]
    public async Task Whoever_is_not_let_in_gets_nothing_of_what_is_there(string role)
    {
        var sender = await Host.AddSenderAsync();
        await sender.PostAsync(sender.Activity());
        using var client = Host.SignInAs(Roles.FromWord(role)!.Value);
        foreach (
            var (route, opened) in Opened.Where(static one => one.Key.StartsWith("GET ", StringComparison.Ordinal))
        )
        {
            if (opened == Everybody || opened.Split(' ').Contains(role))
            {
                continue;
            }

            using var answer = await SendAsync(client, "GET", route.Split(' ')[1]);
            Assert.DoesNotContain(sender.Instance, await answer.Content.ReadAsStringAsync(), route);
        }
    }

    private static string NameOf(RouteEndpoint route)
    {
        var method = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is [var only] ? only : "*";
        return $"{method} {route.RoutePattern.RawText}";
    }

    // Posted forms are without a token: who is let in is told so (400), who is not is not told even that.
    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string method, string path)
    {
        var request = new HttpRequestMessage(
            method == "*" ? HttpMethod.Get : new HttpMethod(method),
            new Uri(
                path.Replace("{id}", "client-1", StringComparison.Ordinal)
                    .Replace("{act}", "close", StringComparison.Ordinal)
                    .Replace("{*path:nonfile}", "no-such-page", StringComparison.Ordinal),
                UriKind.Relative
            )
        );
        if (method == "POST")
        {
            request.Content = new FormUrlEncodedContent([]);
        }

        return client.SendAsync(request);
    }
}
