using System.Net;
using CentralEndpoint.Credentials;
using CentralEndpoint.Instances;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Hostile;

/// <summary>Who holds no good key learns nothing from being refused: not which part was wrong, nor what was.</summary>
[TestClass]
public sealed class HostileCredentialTests : EndpointTest
{
    private const string Heartbeat = "/v1/heartbeat";

    [TestMethod]
    [DataRow(RawRequest.Activities)]
    [DataRow(Heartbeat)]
    public async Task Every_401_is_the_same_byte_for_byte(string path)
    {
        var sender = await Host.AddSenderAsync();
        var other = await Host.AddSenderAsync();
        var revoked = await Host.AddSenderAsync();
        await RevokeAsync(revoked);
        var answers = new HashSet<string>(StringComparer.Ordinal);

        foreach (var authorization in BadCredentials(sender.Key, other.Key, revoked.Key))
        {
            var request = RawRequest.HeadOf(
                $"POST {path} HTTP/1.1",
                ["Host: localhost", RawRequest.BatchType, RawRequest.Length("[]"), .. authorization]
            );
            var answer = (await RawConnection.ExchangeAsync(Host, request + "[]")).Single();
            Assert.AreEqual(401, answer.Status);
            Assert.HasCount(29, answer.Header("Date"));
            answers.Add(answer.WithoutDate);
        }

        Assert.HasCount(1, answers);
        Assert.Contains("unauthorized", answers.Single());
        Assert.AreEqual(HttpStatusCode.OK, (await sender.PostAsync("[]")).Status);
    }

    [TestMethod]
    public async Task The_body_changes_nothing_of_a_401()
    {
        var sender = await Host.AddSenderAsync();
        var unknown = ApiKey.Create().Reveal();
        var answers = new HashSet<string>(StringComparer.Ordinal);
        string[] bodies =
        [
            "[]",
            $"[{sender.Activity().ToJsonString()}]",
            "no JSON",
            new(' ', 300_000),
            "[" + string.Join(',', Enumerable.Repeat("{}", 501)) + "]",
        ];

        foreach (var body in bodies)
        {
            var request = RawRequest.HeadOf(
                $"POST {RawRequest.Activities} HTTP/1.1",
                ["Host: localhost", "Authorization: Bearer " + unknown, RawRequest.BatchType, RawRequest.Length(body)]
            );
            answers.Add((await RawConnection.ExchangeAsync(Host, request + body)).Single().WithoutDate);
        }

        Assert.HasCount(1, answers);
        Assert.AreEqual(0, Stored.Count(Host, "activity", sender.Instance));
    }

    [TestMethod]
    public async Task Over_HTTP_2_every_401_is_the_same_too()
    {
        var sender = await Host.AddSenderAsync();
        var other = await Host.AddSenderAsync();
        var revoked = await Host.AddSenderAsync();
        await RevokeAsync(revoked);
        var answers = new HashSet<string>(StringComparer.Ordinal);

        foreach (var authorization in BadCredentials(sender.Key, other.Key, revoked.Key))
        {
            var answer = await sender.PostAsync("[]"u8.ToArray(), request => Authorize(request, authorization));
            Assert.AreEqual(HttpStatusCode.Unauthorized, answer.Status);
            var headers = answer
                .Headers.Where(static header => header.Key != "Date")
                .Select(static h => $"{h.Key}: {h.Value}");
            answers.Add(string.Join('\n', headers.Append(answer.Text)));
        }

        Assert.HasCount(1, answers);
    }

    [TestMethod]
    [DataRow("?access_token={0}")]
    [DataRow("?api_key={0}")]
    [DataRow("?apiKey={0}")]
    [DataRow("?Authorization=Bearer%20{0}")]
    [DataRow("", "X-Api-Key: {0}")]
    [DataRow("", "Proxy-Authorization: Bearer {0}")]
    [DataRow("", "Cookie: Authorization=Bearer {0}; access_token={0}")]
    [DataRow("", "X-Forwarded-Authorization: Bearer {0}")]
    [DataRow("", "Authorization_: Bearer {0}")]
    public async Task A_key_is_taken_from_nowhere_but_the_header(string query, string header = "X-None: {0}")
    {
        var sender = await Host.AddSenderAsync();
        var body = $"[{sender.Activity().ToJsonString()}]";
        var target = RawRequest.Activities + query.Replace("{0}", sender.Key, StringComparison.Ordinal);
        var other = header.Replace("{0}", sender.Key, StringComparison.Ordinal);

        var request = RawRequest.HeadOf(
            $"POST {target} HTTP/1.1",
            ["Host: localhost", RawRequest.BatchType, RawRequest.Length(body), other]
        );
        var answer = (await RawConnection.ExchangeAsync(Host, request + body)).Single();

        Assert.AreEqual(401, answer.Status);
        Assert.AreEqual(0, Stored.Count(Host, "activity", sender.Instance));
    }

    [TestMethod]
    public async Task A_key_in_the_trailers_of_a_body_is_not_taken()
    {
        var sender = await Host.AddSenderAsync();
        var body = $"[{sender.Activity().ToJsonString()}]";
        string[] headers = ["Host: localhost", RawRequest.BatchType, RawRequest.Chunked, "Trailer: Authorization"];

        var request = RawRequest.HeadOf($"POST {RawRequest.Activities} HTTP/1.1", headers) + RawRequest.Chunk(body);
        var answers = await RawConnection.ExchangeAsync(Host, $"{request}0\r\n{RawRequest.Bearer(sender)}\r\n\r\n");

        Assert.AreEqual(401, answers.Single().Status);
        Assert.AreEqual(0, Stored.Count(Host, "activity", sender.Instance));
    }

    // The lines of the Authorization header of each request.
    private static IEnumerable<string[]> BadCredentials(string key, string other, string revoked)
    {
        string[][] lines =
        [
            [],
            [""],
            ["Bearer"],
            ["Bearer " + key, "Bearer " + key],
            ["Bearer " + key, "Bearer " + other],
            ["Bearer " + key, "Bearer nonsense"],
            ["Bearer nonsense", "Bearer " + key],
            ["", "Bearer " + key],
            ["Bearer " + key + ", Bearer " + key],
            ["Bearer " + key + " " + key],
            ["Bearer  " + key],
            ["Bearer:" + key],
            ["Bearer=" + key],
            [key],
            ["Basic " + key],
            ["Digest " + key],
            ["Token " + key],
            ["BearerX " + key],
            .. MalformedKeys(key).Select(static malformed => new[] { "Bearer " + malformed }),
            ["Bearer " + ApiKey.Create().Reveal()],
            ["Bearer " + Keys.WithOtherId(key)],
            ["Bearer " + Keys.WithOtherSecret(key)],
            ["Bearer " + key[..13] + other[13..]],
            ["Bearer " + revoked],
            ["Bearer " + Keys.WithOtherSecret(revoked)],
        ];
        return lines.Select(static values => values.Select(static value => "Authorization: " + value).ToArray());
    }

    private static IEnumerable<string> MalformedKeys(string key) =>
        [
            "x",
            new('a', key.Length),
            new('a', 8_000),
            key + "0",
            key[..^1],
            "bst2_" + key[5..],
            "BST1_" + key[5..],
            key[1..] + key[0],
            "\"" + key + "\"",
            Keys.Changed(key, Keys.Starts.Id, 'A'),
            Keys.Changed(key, Keys.Starts.Id, '-'),
            Keys.Changed(key, Keys.Starts.Id - 1, '-'),
            Keys.Changed(key, Keys.Starts.Secret, '+'),
            Keys.Changed(key, Keys.Starts.Secret, '='),
            Keys.Changed(key, Keys.Starts.Secret - 1, 'a'),
            key[..^9] + '-' + key[^8..],
            key[..^8] + "00000000",
            key[..^8] + key[^8..].ToUpperInvariant() + (key[^8..].Any(char.IsAsciiLetter) ? "" : "A"),
            key[..^8] + "zzzzzzzz",
        ];

    private static void Authorize(HttpRequestMessage request, string[] lines)
    {
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        request.Headers.Authorization = null;
        foreach (var line in lines)
        {
            request.Headers.TryAddWithoutValidation("Authorization", line["Authorization: ".Length..]);
        }
    }

    private static async Task RevokeAsync(Sender sender)
    {
        var register = Host.Services.GetRequiredService<CredentialRegister>();
        Assert.AreEqual(RegisterOutcome.Done, await register.RevokeAsync(sender.Key[5..13]));
    }
}
