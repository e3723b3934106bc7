using System.Diagnostics;
using System.Text;
using Blueshift.Tracking.EndToEndTests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.EndToEndTests;

/// <summary>What the real HTTP client does on the wire, and what it does not.</summary>
[TestClass]
public sealed class WireTests
{
    [TestMethod]
    public async Task Only_the_contract_s_headers_leave_whatever_the_host_has_in_its_trace()
    {
        await using var server = await LoopbackServer.StartAsync(AcceptAsync);
        await using var application = new Application(server.Configure);
        using var source = new ActivitySource("host");
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        using var trace = source.StartActivity("request")!.AddBaggage("user.email", "canary@customer.example");

        await application.TrackAsync(0, 20);
        Assert.IsTrue(await application.Tracker.FlushAsync(TimeSpan.FromSeconds(30)));

        string[] allowed =
        [
            "Accept",
            "Authorization",
            "Content-Encoding",
            "Content-Length",
            "Content-Type",
            "Host",
            "User-Agent",
        ];
        var sent = server.Requests.SelectMany(headers => headers.Keys).Distinct().Order();
        Assert.AreSequenceEqual(allowed, sent);
    }

    [TestMethod]
    public async Task No_cookie_comes_back_and_no_redirect_is_followed()
    {
        await using var elsewhere = await LoopbackServer.StartAsync(AcceptAsync);
        var answers = 0;
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            context.Response.Cookies.Append("session", "1");
            if (Interlocked.Increment(ref answers) == 1)
            {
                await AcceptAsync(context);
                return;
            }
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = new Uri(elsewhere.Address, "/v1/activities").ToString();
        });
        await using var application = new Application(server.Configure);

        await application.Tracker.TrackAsync(UserActivity.Created(Application.User(1)));

        Assert.Contains("endpoint-refused (HTTP 307 with no content type)", await application.LoggedAsync(1021));
        Assert.IsEmpty(elsewhere.Requests);
        Assert.DoesNotContain(headers => headers.ContainsKey("Cookie"), server.Requests);
    }

    [TestMethod]
    [DataRow("text/html", "<html>Canary portal</html>", "not-our-endpoint (HTTP 200 with text/html)")]
    [DataRow(
        "application/json",
        "\u0000garbage",
        "not-our-endpoint (HTTP 200 with application/json that is no answer to this batch)"
    )]
    [DataRow(null, "", "not-our-endpoint (HTTP 200 with no content type)")]
    public async Task Garbage_html_and_a_bare_200_acknowledge_nothing_and_the_message_says_what_came(
        string? mediaType,
        string body,
        string told
    )
    {
        var isBroken = false;
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            if (!Volatile.Read(ref isBroken))
            {
                await AcceptAsync(context);
                return;
            }
            context.Response.ContentType = mediaType;
            await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(body));
        });
        await using var application = new Application(server.Configure);

        // After the connection test, which comes while the first activity is still on its way to the disk.
        await application.Tracker.FlushAsync(TimeSpan.Zero);
        await application.LoggedAsync(1001);
        Volatile.Write(ref isBroken, true);
        await application.Tracker.TrackAsync(UserActivity.Created(Application.User(1)));
        var message = await application.LoggedAsync(1020);
        Volatile.Write(ref isBroken, false);

        Assert.Contains(told, message);
        Assert.Contains("1 waiting", message);
        Assert.EndsWith("nothing is lost. [operating.md: not-our-endpoint]", message);
        Assert.DoesNotContain("anary", message);
        Assert.IsTrue(await application.Tracker.FlushAsync(TimeSpan.FromSeconds(30)));
    }

    [TestMethod]
    public async Task An_answer_cut_in_the_middle_acknowledges_nothing()
    {
        var requests = 0;
        await using var server = await LoopbackServer.StartAsync(async context =>
        {
            if (Interlocked.Increment(ref requests) != 2)
            {
                await AcceptAsync(context);
                return;
            }
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync("{\"results\":["u8.ToArray());
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        await using var application = new Application(server.Configure);

        await application.Tracker.TrackAsync(UserActivity.Created(Application.User(1)));

        Assert.Contains("unreachable (HTTP 200 whose body broke off)", await application.LoggedAsync(1020));
        Assert.IsTrue(await application.Tracker.FlushAsync(TimeSpan.FromSeconds(30)));
    }

    [TestMethod]
    public async Task A_pooled_connection_that_broke_is_replaced_at_once_and_costs_no_wait()
    {
        using var server = new FickleServer();
        // Time stands still: whatever had to wait for the schedule would never come.
        await using var application = new Application(
            options =>
            {
                options.Endpoint = server.Address;
                options.Tls.AllowInsecureLoopback = true;
                options.ClientInstanceId = "acme-prod";
                options.Credential.ApiKey = LoopbackServer.UnknownApiKey;
                options.Delivery.Linger = TimeSpan.Zero;
            },
            new FakeTimeProvider()
        );

        // The connection test takes the first connection.
        Assert.IsTrue(await application.Tracker.FlushAsync(TimeSpan.Zero));
        await application.LoggedAsync(1001);
        await application.Tracker.TrackAsync(UserActivity.Created(Application.User(1)));
        Assert.IsTrue(await application.Tracker.FlushAsync(TimeSpan.FromSeconds(30)));

        Assert.AreEqual((2, 1), (server.Connections, server.Broken));
        Assert.DoesNotContain(line => line.StartsWith("1020"), application.Log);
    }

    // Answers every batch as the contract says: accepted, one for each id, in order.
    private static async Task AcceptAsync(HttpContext context)
    {
        using var body = await Batch.ReadAsync(context.Request);
        var results = body
            .RootElement.EnumerateArray()
            .Select(one => new { id = one.GetProperty("id").GetString(), status = "accepted" });
        await context.Response.WriteAsJsonAsync(new { results });
    }
}
