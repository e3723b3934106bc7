using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CentralEndpoint.Commands;
using CentralEndpoint.Tests.Support;
using TokenSigner = Blueshift.Tracking.Conformance.Support.TokenSigner;

namespace CentralEndpoint.Tests.Commands;

/// <summary>An operator adds what a client's administrator sends: a public key, and sees what is used and when it ends.</summary>
[TestClass]
public sealed class CredentialCommandsTests : EndpointTest
{
    private readonly TempFolder _folder = new();

    [TestCleanup]
    public void Remove() => _folder.Dispose();

    [TestMethod]
    public async Task A_public_key_is_added_to_a_new_instance_and_its_tokens_are_good_at_once()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var run = (
            await RunAsync(
                "instances add jwt-1 --client Acme --kind test --public-key",
                Written(pair.ExportSubjectPublicKeyInfoPem())
            )
        ).AssertDone();

        var lines = Lines(run);
        Assert.HasCount(4, lines);
        Assert.AreEqual("UserActivityTracking__Endpoint=https://localhost:7443", lines[0]);
        Assert.AreEqual("UserActivityTracking__ClientInstanceId=jwt-1", lines[1]);
        Assert.MatchesRegex("^UserActivityTracking__Credential__Jwt__KeyId=[a-z0-9]{8}$", lines[2]);
        Assert.AreEqual("UserActivityTracking__Credential__Jwt__PrivateKeyFile=/path/to/private.pem", lines[3]);
        Assert.Contains("They hold no secret: the private key stays with the client.", run.Error);
        Assert.Contains($"a line Key-Id: {lines[2].Split('=')[1]}", run.Error);
        await AssertGoodAsync(SignerOf(pair, "jwt-1", lines));
    }

    [TestMethod]
    public async Task A_client_changes_from_an_API_key_to_tokens_without_a_pause_and_two_are_live_at_most()
    {
        var sender = await Host.AddSenderAsync();
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var run = (
            await RunAsync(
                $"instances key add {sender.Instance} --public-key",
                Written(pair.ExportSubjectPublicKeyInfoPem())
            )
        ).AssertDone();

        var signer = SignerOf(pair, sender.Instance, Lines(run));
        (await sender.PostAsync(sender.Activity())).AssertVerdicts("accepted");
        await AssertGoodAsync(signer);
        var third = await RunAsync($"instances key add {sender.Instance}");
        Assert.AreEqual((CommandLine.BadArguments, ""), (third.Code, third.Output));
        Assert.StartsWith($"The instance {sender.Instance} has two live keys already.", third.Error);

        (await RunAsync($"instances key revoke {sender.Key[5..13]}")).AssertDone();
        Assert.AreEqual(HttpStatusCode.Unauthorized, (await sender.PostAsync("[]")).Status);
        await AssertGoodAsync(signer);
        (await RunAsync($"instances key revoke {signer.KeyId}")).AssertDone();
        Assert.AreEqual(HttpStatusCode.Unauthorized, (await Host.SenderWith(signer).PostAsync("[]")).Status);
    }

    [TestMethod]
    public async Task A_public_key_is_added_once_for_ever_and_for_one_instance()
    {
        var (first, second) = (await Host.AddSignerAsync(), await Host.AddSenderAsync());
        var file = Written(first.Key.ExportSubjectPublicKeyInfoPem());
        (await RunAsync($"instances key revoke {first.KeyId}")).AssertDone();

        foreach (
            var words in new[]
            {
                $"instances key add {first.Instance} --public-key",
                $"instances key add {second.Instance} --public-key",
                "instances add jwt-2 --client Acme --kind test --public-key",
            }
        )
        {
            var run = await RunAsync(words, file);
            Assert.AreEqual((CommandLine.BadArguments, ""), (run.Code, run.Output));
            Assert.StartsWith("This public key was added before, here or to another instance.", run.Error);
        }

        Assert.AreEqual(0, Host.Count("SELECT COUNT(*) FROM instance WHERE id = 'jwt-2'"));
        Assert.AreEqual(1, Stored.Count(Host, "credential", first.Instance));
    }

    [TestMethod]
    public async Task The_list_says_of_each_what_it_is_when_it_was_used_and_when_it_ends()
    {
        var sender = await Host.AddSenderAsync();
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var added = await RunAsync(
            $"instances key add {sender.Instance} --expires never --public-key",
            Written(pair.ExportSubjectPublicKeyInfoPem())
        );
        Assert.Contains("and does not expire.", added.Error);
        await sender.PostAsync("[]");
        await RunAsync($"instances key revoke {sender.Key[5..13]}");

        var one = (await RunAsync($"instances key list {sender.Instance}")).AssertDone();
        var all = (await RunAsync("instances list")).AssertDone();

        var lines = Lines(one);
        Assert.HasCount(2, lines);
        Assert.AreEqual(
            $"{sender.Instance} {sender.Key[5..13]} api-key created 2026-11-24T12:00Z used 2026-11-24T12:00Z expires 2027-11-24T12:00Z revoked",
            lines.Single(static line => line.Contains(" api-key ", StringComparison.Ordinal))
        );
        var kid = SignerOf(pair, sender.Instance, Lines(added)).KeyId;
        Assert.MatchesRegex(
            $"^{sender.Instance} {kid} jwt created 20[0-9T:-]+Z used never expires never live$",
            lines.Single(static line => line.Contains(" jwt ", StringComparison.Ordinal))
        );
        Assert.IsEmpty(lines.Except(Lines(all)));
        Assert.IsGreaterThan(2, Lines(all).Length);
    }

    [TestMethod]
    [DataRow("1")]
    [DataRow("3650")]
    public async Task A_key_may_end_sooner_or_later_than_in_a_year(string days)
    {
        var sender = await Host.AddSenderAsync();

        (await RunAsync($"instances key add {sender.Instance} --expires {days}")).AssertDone();

        Assert.AreEqual(
            long.Parse(days, System.Globalization.CultureInfo.InvariantCulture) * 86_400_000,
            Host.Count(
                $"SELECT MAX(expires - created) FROM credential WHERE instance = '{sender.Instance}' AND key_id <> '{sender.Key[5..13]}'"
            )
        );
    }

    [TestMethod]
    [DataRow("private", "holds a private key, which is to stay with the client. Ask for the public key alone.")]
    [DataRow("both", "holds a private key, which is to stay with the client. Ask for the public key alone.")]
    [DataRow("certificate", "does not begin with -----BEGIN PUBLIC KEY-----.")]
    [DataRow("nothing", "does not begin with -----BEGIN PUBLIC KEY-----.")]
    [DataRow("der", "does not begin with -----BEGIN PUBLIC KEY-----.")]
    [DataRow("two", "holds more than one key.")]
    [DataRow("p384", "holds no public key on the curve P-256, named and not compressed.")]
    [DataRow("rsa", "holds no public key on the curve P-256, named and not compressed.")]
    [DataRow("broken", "holds no public key on the curve P-256, named and not compressed.")]
    [DataRow("large", "has more than 16384 bytes.")]
    public async Task A_file_that_is_no_public_key_is_told_and_nothing_is_changed(string content, string message)
    {
        var sender = await Host.AddSenderAsync();
        var file = Written(Content(content));

        var run = await RunAsync($"instances key add {sender.Instance} --public-key", file);

        Assert.AreEqual((CommandLine.BadArguments, ""), (run.Code, run.Output));
        Assert.StartsWith($"The file {file} of --public-key {message}", run.Error);
        Assert.AreEqual(1, Stored.Count(Host, "credential", sender.Instance));
    }

    [TestMethod]
    public async Task A_file_that_is_not_there_is_told()
    {
        var sender = await Host.AddSenderAsync();

        var run = await RunAsync($"instances key add {sender.Instance} --public-key", _folder.Path + "/none.pem");

        Assert.AreEqual(CommandLine.BadArguments, run.Code);
        Assert.StartsWith("The file of --public-key cannot be read.", run.Error);
    }

    [TestMethod]
    [DataRow("instances key list nowhere", "There is no instance nowhere.")]
    [DataRow("instances key list", "There is no command \"instances key list\".")]
    [DataRow("instances key add --expires 1", "The id of the instance is missing: instances key add <id>")]
    [DataRow(
        "instances key add nowhere --expires 0",
        "--expires is \"0\". It must be a number of days from 1 to 3650, or never."
    )]
    [DataRow("instances key add nowhere --expires 3651", "--expires is \"3651\".")]
    [DataRow("instances key add nowhere --expires -1", "--expires is \"-1\".")]
    [DataRow("instances key add nowhere --expires 1.5", "--expires is \"1.5\".")]
    [DataRow("instances key add nowhere --expires Never", "--expires is \"Never\".")]
    [DataRow("instances key add nowhere --public-key", "--public-key has no value.")]
    [DataRow("instances key add nowhere --kind test", "--kind is not an option of this command.")]
    public async Task What_cannot_be_done_is_said(string words, string message)
    {
        var run = await RunAsync(words);

        Assert.AreEqual((CommandLine.BadArguments, ""), (run.Code, run.Output));
        Assert.StartsWith(message, run.Error);
    }

    private static string Content(string kind)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(kind == "p384" ? ECCurve.NamedCurves.nistP384 : ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        var pem = pair.ExportSubjectPublicKeyInfoPem();
        return kind switch
        {
            "private" => pair.ExportPkcs8PrivateKeyPem(),
            "both" => $"{pem}\n{pair.ExportECPrivateKeyPem()}\n",
            "certificate" => Certificate(pair),
            "nothing" => "",
            "der" => System.Text.Encoding.Latin1.GetString(pair.ExportSubjectPublicKeyInfo()),
            "two" or "p384" => (kind == "two" ? pem + "\n" : "") + other.ExportSubjectPublicKeyInfoPem(),
            "rsa" => rsa.ExportSubjectPublicKeyInfoPem(),
            "broken" => pem.Replace(pem[60..64], "AAAA"),
            "large" => pem + new string('\n', 20_000),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private static string Certificate(ECDsa pair)
    {
        var request = new CertificateRequest("CN=client.example", pair, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(The.Now, The.Now.AddDays(1));
        return certificate.ExportCertificatePem();
    }

    private static string[] Lines(CommandRun run) => run.Output.TrimEnd().Split(Environment.NewLine);

    private static TokenSigner SignerOf(ECDsa pair, string instance, string[] lines) =>
        new(pair, lines[2].Split('=', 2)[1], instance, Host.Ingest.BaseAddress!.AbsoluteUri.TrimEnd('/'));

    private static async Task AssertGoodAsync(TokenSigner signer)
    {
        var sender = Host.SenderWith(signer);
        (await sender.PostAsync(sender.Activity())).AssertVerdicts("accepted");
    }

    private static Task<CommandRun> RunAsync(string words, params string[] more) =>
        CommandRun.OfAsync(Host.Settings, [.. words.Split(' '), .. more]);

    private string Written(string content)
    {
        var file = Path.Combine(_folder.Path, "public.pem");
        File.WriteAllText(file, content);
        return file;
    }
}
