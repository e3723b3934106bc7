using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Blueshift.Tracking.Conformance.Support;

namespace Blueshift.Tracking.Conformance;

/// <summary>An endpoint that takes signed tokens takes those of the contract, and of all others says no more than of an unknown key.</summary>
[TestClass]
public sealed class SignedTokenTests : ConformanceTest
{
    private static readonly string[] s_addresses =
    [
        "{0}/",
        "{0}/v1/activities",
        "{0}.evil.example",
        "https://other.example",
    ];

    private static DateTimeOffset Now => DateTimeOffset.UtcNow;

    [TestMethod]
    public async Task A_token_is_as_good_as_a_key_for_as_many_requests_as_it_lasts()
    {
        var token = Signer().Sign(Now);

        for (var use = 0; use < 3; use++)
        {
            (await PostAsync(token, Sender.Activity())).AssertVerdicts("accepted");
        }

        Assert.AreEqual(HttpStatusCode.OK, (await PostAsync(token)).Status);
    }

    [TestMethod]
    [DataRow(-330, 300, "whose last minute is over, by a clock that is ahead")]
    [DataRow(30, 300, "of a clock that is behind this one")]
    [DataRow(0, 1, "that is good for a second")]
    public async Task A_minute_between_the_clocks_is_allowed(int issued, int lifetime, string token)
    {
        var issuedAt = Now.AddSeconds(issued);

        var answer = await PostAsync(
            Signer().Sign(issuedAt, claims => claims["exp"] = issuedAt.ToUnixTimeSeconds() + lifetime)
        );

        Assert.AreEqual(HttpStatusCode.OK, answer.Status, token);
    }

    [TestMethod]
    public async Task A_claim_that_is_not_of_the_contract_changes_nothing()
    {
        var token = Signer().Sign(Now, static claims => claims["more"] = new JsonObject { ["x"] = 1 });

        Assert.AreEqual(HttpStatusCode.OK, (await PostAsync(token)).Status);
    }

    [TestMethod]
    public async Task A_token_speaks_for_its_own_instance_alone()
    {
        var foreign = Sender.Activity(static activity => activity["source"] = Some.Source(Some.OtherInstance));

        (await PostAsync(Signer().Sign(Now), foreign)).AssertProblem(HttpStatusCode.Forbidden, "instance-mismatch");
    }

    [TestMethod]
    public async Task Every_token_that_is_not_good_is_401_with_the_answer_of_an_unknown_key()
    {
        var unknown = await PostAsync(WellFormedKey.Unknown);

        foreach (var (what, token) in Claims().Concat(Addresses()).Concat(Headers()).Concat(Signatures()))
        {
            var answer = await PostAsync(token);
            Assert.AreEqual(HttpStatusCode.Unauthorized, answer.Status, what);
            answer.AssertProblem(HttpStatusCode.Unauthorized, "unauthorized");
            Assert.AreEqual(unknown.Text, answer.Text, what);
            Assert.AreEqual(unknown.Headers["WWW-Authenticate"], answer.Headers["WWW-Authenticate"], what);
            Assert.IsFalse(answer.Headers.ContainsKey("Blueshift-Credential-Expires"), what);
        }
    }

    private static Dictionary<string, string> Claims()
    {
        var now = Now.ToUnixTimeSeconds();
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["expired"] = Signer().Sign(Now.AddSeconds(-420)),
            ["of the future"] = Signer().Sign(Now.AddSeconds(120)),
            ["good for too long"] = Changed(claims => claims["exp"] = now + 301),
            ["good for ever"] = Changed(static claims => claims.Remove("exp")),
            ["never issued"] = Changed(static claims => claims.Remove("iat")),
            ["expires as text"] = Changed(claims => claims["exp"] = $"{now + 300}"),
            ["of another instance"] = Changed(static claims =>
                (claims["iss"], claims["sub"]) = (Some.OtherInstance, Some.OtherInstance)
            ),
            ["issued by another"] = Changed(static claims => claims["iss"] = Some.OtherInstance),
            ["about another"] = Changed(static claims => claims["sub"] = Some.OtherInstance),
            ["for nobody"] = Changed(static claims => claims.Remove("aud")),
            ["for several"] = Changed(static claims => claims["aud"] = new JsonArray(Signer().Audience)),
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Addresses() =>
        s_addresses
            .Select(form => string.Format(null, form, Signer().Audience))
            .Select(static address => new KeyValuePair<string, string>(
                address,
                Changed(claims => claims["aud"] = address)
            ));

    private static Dictionary<string, string> Headers()
    {
        var claims = Signer().Claims(Now).ToJsonString();
        var publicKey = Signer().Key.ExportSubjectPublicKeyInfo();
        var pem = Encoding.ASCII.GetBytes(Signer().Key.ExportSubjectPublicKeyInfoPem());
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["none"] = TokenSigner.Compact(Header("none"), claims, static _ => []),
            ["none with a signature"] = TokenSigner.Compact(Header("none"), claims, Signer().SignatureOf),
            ["HS256 with the public key"] = TokenSigner.Compact(
                Header("HS256"),
                claims,
                content => HMACSHA256.HashData(publicKey, content)
            ),
            ["HS256 with the public key's text"] = TokenSigner.Compact(
                Header("HS256"),
                claims,
                content => HMACSHA256.HashData(pem, content)
            ),
            ["ES384"] = TokenSigner.Compact(
                Header("ES384"),
                claims,
                static content => Signer().Key.SignData(content, HashAlgorithmName.SHA384)
            ),
            ["what must be understood"] = Signer()
                .Sign(Now, changeHeader: static header => header["crit"] = new JsonArray("exp")),
            ["unknown key"] = Signer().Sign(Now, changeHeader: static header => header["kid"] = "zzzzzzzz"),
            ["no key"] = Signer().Sign(Now, changeHeader: static header => header.Remove("kid")),
        };
    }

    private static Dictionary<string, string> Signatures()
    {
        var good = Signer().Sign(Now);
        var parts = good.Split('.');
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["of another key"] = TokenSigner.Compact(
                Header("ES256"),
                Signer().Claims(Now).ToJsonString(),
                content => other.SignData(content, HashAlgorithmName.SHA256)
            ),
            ["in DER"] = TokenSigner.Compact(
                Header("ES256"),
                Signer().Claims(Now).ToJsonString(),
                static content =>
                    Signer().Key.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
            ),
            ["changed claims"] =
                $"{parts[0]}.{TokenSigner.Encode(Signer().Claims(Now.AddSeconds(1)).ToJsonString())}.{parts[2]}",
            ["none"] = $"{parts[0]}.{parts[1]}.",
            ["cut"] = good[..^2],
            ["two parts"] = $"{parts[0]}.{parts[1]}",
            ["four parts"] = good + "." + parts[2],
        };
    }

    private static string Changed(Action<JsonObject> change) => Signer().Sign(Now, change);

    private static string Header(string algorithm)
    {
        var header = Signer().Header();
        header["alg"] = algorithm;
        return header.ToJsonString();
    }

    private static TokenSigner Signer()
    {
        if (Target.Signer is not { } signer)
        {
            Assert.Inconclusive(
                "Needs BLUESHIFT_CONFORMANCE_JWT_KEY_ID and _JWT_PRIVATE_KEY_FILE, a key pair whose public key the endpoint knows."
            );
            throw new InvalidOperationException();
        }

        return signer;
    }

    private static Task<Answer> PostAsync(string credential, params string[] activities) =>
        Sender.PostBodyAsync(
            Encoding.UTF8.GetBytes($"[{string.Join(',', activities)}]"),
            request => request.Headers.Authorization = new("Bearer", credential)
        );
}
