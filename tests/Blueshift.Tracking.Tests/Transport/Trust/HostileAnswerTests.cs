using System.Globalization;
using System.IO.Compression;
using System.Text;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Transport.Trust;

/// <summary>
/// What a server gets that is trusted and answers what no endpoint does: T21 to T30 of the hostile peers. Each meets the connection
/// test, which holds nobody, and so nobody's data ever comes to it; nothing is taken for delivered.
/// </summary>
[TestClass]
public sealed class HostileAnswerTests
{
    private const string Verdict = """{"results":[]}""";

    [TestMethod]
    public async Task The_good_answer_is_followed_by_what_waits()
    {
        await using var host = new HostileHost(
            AnswerAsync(
                $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Verdict.Length}\r\n\r\n{Verdict}"
            )
        );
        await host.MeetAsync();

        Assert.Contains("amelia.nguyen", Encoding.UTF8.GetString(host.Server.Received));
    }

    [TestMethod]
    [DataRow(301, "http")]
    [DataRow(302, "http")]
    [DataRow(303, "http")]
    [DataRow(307, "http")]
    [DataRow(308, "http")]
    [DataRow(301, "other")]
    [DataRow(302, "other")]
    [DataRow(303, "other")]
    [DataRow(307, "other")]
    [DataRow(308, "other")]
    [DataRow(301, "same")]
    [DataRow(302, "same")]
    [DataRow(303, "same")]
    [DataRow(307, "same")]
    [DataRow(308, "same")]
    public async Task T21_T22_no_redirect_is_followed(int status, string where)
    {
        await using var other = new HostileServer(tls: null);
        HostileHost? host = null;
        host = new HostileHost(connection =>
            AnswerAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"HTTP/1.1 {status} Elsewhere\r\nLocation: {Target(where, host!.Server.Address, other.Address)}\r\nContent-Length: 0\r\n\r\n"
                )
            )(connection)
        );
        await using var disposed = host;
        await host.MeetAsync();

        Assert.AreEqual(0, other.Connections);
        Assert.DoesNotContain("/elsewhere", Encoding.UTF8.GetString(host.Server.Received));
        KeptBack(host, 1021, $"endpoint-refused (HTTP {status}");
    }

    [TestMethod]
    public async Task T23_an_endless_body_is_given_up_at_256_KiB()
    {
        await using var host = new HostileHost(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
            while (true)
            {
                await connection.WriteAsync(new byte[16 * 1024]);
            }
        });
        await host.MeetAsync();

        KeptBack(host, 1020, "not-our-endpoint (HTTP 200 with a body of over 262144 bytes");
    }

    [TestMethod]
    public async Task T24_headers_over_16_KiB_are_given_up()
    {
        await using var host = new HostileHost(
            AnswerAsync($"HTTP/1.1 200 OK\r\nX-Long: {new string('x', 100 * 1024)}\r\n\r\n")
        );
        await host.MeetAsync();

        KeptBack(
            host,
            1020,
            "not-our-endpoint (an answer that is not HTTP as we take it (ConfigurationLimitExceeded))"
        );
    }

    [TestMethod]
    [DataRow("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n{", "drips its body")]
    [DataRow("HTTP/1.1 200 OK\r\nContent-Type: appl", "drips its headers")]
    [DataRow("", "never answers")]
    public async Task T25_T26_who_drips_or_is_silent_is_given_up_at_the_one_deadline(string beginning, string _)
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = new HostileHost(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(beginning);
            asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, connection.Stop);
        });
        var meeting = host.MeetAsync(tries: 1);
        await asked.Task;
        await host.Exchange.PassWaitAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));
        await meeting;

        KeptBack(host, 1020, "unreachable (no whole answer within Delivery:RequestTimeout)");
    }

    [TestMethod]
    public async Task T26_who_is_silent_in_the_handshake_is_given_up_at_the_one_deadline()
    {
        using var bench = new TrustBench();
        await using var server = new HostileServer(tls: null);

        var sending = bench.SendAsync(server.Address);
        await bench.Exchange.PassWaitAsync(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30));

        Assert.AreEqual("no whole answer within Delivery:RequestTimeout", (await sending).Detail);
        Assert.IsEmpty(server.Received);
    }

    [TestMethod]
    public async Task T27_a_bomb_is_not_even_unpacked()
    {
        var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            await gzip.WriteAsync(new byte[20 * 1024 * 1024]);
        }
        await using var host = new HostileHost(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.WriteAsync(
                    $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: {bomb.Length}\r\n\r\n"
                );
                await connection.WriteAsync(bomb.ToArray());
            }
        });
        await host.MeetAsync();

        KeptBack(host, 1020, "not-our-endpoint (HTTP 200 with application/json that is no answer to this batch)");
    }

    [TestMethod]
    [DataRow("Content-Length: 400\r\n\r\n" + Verdict, "unreachable (HTTP 200 whose body broke off)")]
    [DataRow(
        "Content-Length: 7\r\n\r\n" + Verdict,
        "not-our-endpoint (HTTP 200 with application/json that is no answer"
    )]
    [DataRow(
        "Content-Length: -1\r\n\r\n" + Verdict,
        "not-our-endpoint (HTTP 200 with a Content-Length that is no length)"
    )]
    [DataRow(
        "Content-Length: 14\r\nContent-Length: 3\r\n\r\n" + Verdict,
        "not-our-endpoint (HTTP 200 with a Content-Length that is"
    )]
    [DataRow(
        "Content-Length: 3, 14\r\n\r\n" + Verdict,
        "not-our-endpoint (HTTP 200 with a Content-Length that is no length)"
    )]
    [DataRow(
        "Content-Length: +14\r\n\r\n" + Verdict,
        "not-our-endpoint (HTTP 200 with a Content-Length that is no length)"
    )]
    [DataRow("Transfer-Encoding: chunked\r\n\r\nzz\r\n" + Verdict, "(")]
    [DataRow("Transfer-Encoding: chunked\r\n\r\n5\r\n{\"res\r\n", "(")]
    [DataRow("Transfer-Encoding: chunked\r\nContent-Length: 14\r\n\r\n3\r\n{\"r\r\n0\r\n\r\n", "(")]
    public async Task T28_a_body_that_is_cut_or_garbled_acknowledges_nothing(string rest, string why)
    {
        await using var host = new HostileHost(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + rest);
        });
        await host.MeetAsync();

        KeptBack(host, 1020, why);
    }

    [TestMethod]
    [DataRow("text/html", "<html>Sign in to the network</html>")]
    [DataRow("application/json", "{}")]
    [DataRow("application/json", "")]
    [DataRow("application/json", """{"results":[{"id":"01938f4e-9c00-7000-8000-000000000000","status":"accepted"}]}""")]
    public async Task T29_a_200_of_somebody_else_acknowledges_nothing(string mediaType, string body)
    {
        await using var host = new HostileHost(
            AnswerAsync($"HTTP/1.1 200 OK\r\nContent-Type: {mediaType}\r\nContent-Length: {body.Length}\r\n\r\n{body}")
        );
        await host.MeetAsync();

        KeptBack(host, 1020, $"not-our-endpoint (HTTP 200 with {mediaType}");
    }

    [TestMethod]
    [DataRow(202)]
    [DataRow(204)]
    public async Task T29_a_success_that_is_no_200_acknowledges_nothing(int status)
    {
        await using var host = new HostileHost(
            AnswerAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"HTTP/1.1 {status} Fine\r\n{(status == 204 ? "" : "Content-Length: 0\r\n")}\r\n"
                )
            )
        );
        await host.MeetAsync();

        KeptBack(host, 1020, $"not-our-endpoint (HTTP {status} with no content type)");
    }

    [TestMethod]
    public async Task T30_a_cookie_is_not_brought_back()
    {
        await using var host = new HostileHost(
            AnswerAsync("HTTP/1.1 503 Later\r\nSet-Cookie: tracked=yes; Path=/\r\nContent-Length: 0\r\n\r\n")
        );
        await host.MeetAsync(tries: 3);

        var requests = Encoding.UTF8.GetString(host.Server.Received);
        Assert.HasCount(4, requests.Split("POST /v1/activities"));
        Assert.DoesNotContain("cookie", requests, StringComparison.OrdinalIgnoreCase);
        KeptBack(host, 1020, "unreachable (HTTP 503");
    }

    /// <summary>Asserts that the log says why, that the activity still waits, and that the server saw nothing of it.</summary>
    private static void KeptBack(HostileHost host, int id, string why)
    {
        Assert.Contains(why, host.Library.Logs.First(log => log.Id.Id == id).Message);
        Assert.AreEqual((1, 0L), (host.Library.State.Waiting, host.Library.State.Delivered));
        var seen = Encoding.UTF8.GetString(host.Server.Received);
        Assert.Contains("POST /v1/activities", seen);
        foreach (var personal in new[] { "amelia", "nguyen", "customer.example" })
        {
            Assert.DoesNotContain(personal, seen, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static string Target(string where, Uri same, Uri other) =>
        where switch
        {
            "http" => $"http://127.0.0.1:{other.Port}/elsewhere",
            "other" => $"{other}elsewhere",
            _ => $"{same}elsewhere",
        };

    private static Func<ServedConnection, Task> AnswerAsync(string answer) =>
        async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.WriteAsync(answer);
            }
        };
}
