using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport.Credentials;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Transport.Credentials;

[TestClass]
public sealed class SignedJwtTests : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
    private readonly FakeLogger _logger = new();
    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly SignedJwt _credential;

    public SignedJwtTests()
    {
        Write(_key.ExportPkcs8PrivateKeyPem(), 0);
        var options = Some.Options(options =>
        {
            options.Credential.ApiKey = null;
            options.Credential.Jwt.KeyId = "k1234567";
            options.Credential.Jwt.PrivateKeyFile = _path;
        });
        _credential = new SignedJwt(options, _logger, _time);
    }

    public void Dispose()
    {
        _key.Dispose();
        File.Delete(_path);
    }

    [TestMethod]
    public void It_says_who_to_whom_since_when_and_until_when_and_nothing_else()
    {
        var parts = _credential.Current().Split('.');

        Assert.HasCount(3, parts);
        Assert.AreEqual(
            """{"alg":"ES256","kid":"k1234567","typ":"JWT"}""",
            Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0]))
        );
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        Assert.AreSequenceEqual(
            ["iss", "sub", "aud", "iat", "exp", "jti"],
            claims.RootElement.EnumerateObject().Select(claim => claim.Name)
        );
        Assert.AreEqual(Some.InstanceId, Claim(claims, "iss"));
        Assert.AreEqual(Some.InstanceId, Claim(claims, "sub"));
        Assert.AreEqual("https://tracking.vendor.example/base", Claim(claims, "aud"));
        Assert.AreEqual(_time.GetUtcNow().ToUnixTimeSeconds(), claims.RootElement.GetProperty("iat").GetInt64());
        Assert.AreEqual(
            _time.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds(),
            claims.RootElement.GetProperty("exp").GetInt64()
        );
        Assert.HasCount(16, Base64Url.DecodeFromChars(Claim(claims, "jti")));
    }

    [TestMethod]
    public void The_public_key_proves_it() => Assert.IsTrue(IsSignedBy(_key, _credential.Current()));

    [TestMethod]
    public void One_is_used_for_two_minutes_and_then_another()
    {
        var first = _credential.Current();
        _time.Advance(TimeSpan.FromSeconds(119));
        Assert.AreEqual(first, _credential.Current());

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.AreNotEqual(first, _credential.Current());
    }

    [TestMethod]
    public void A_clock_that_was_set_back_does_not_keep_one_from_the_future()
    {
        var first = _credential.Current();

        _time.AdjustTime(_time.GetUtcNow().AddHours(-1));

        Assert.AreNotEqual(first, _credential.Current());
    }

    [TestMethod]
    public void A_key_that_was_replaced_signs_at_once()
    {
        var first = _credential.Current();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Write(other.ExportECPrivateKeyPem(), 1);

        Assert.AreNotEqual(first, _credential.Current());
        Assert.IsTrue(IsSignedBy(other, _credential.Current()));
    }

    [TestMethod]
    public void A_key_is_replaced_with_its_id()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Write($"Key-Id: k7654321\n{other.ExportPkcs8PrivateKeyPem()}", 1);

        var token = _credential.Current();

        Assert.IsTrue(IsSignedBy(other, token));
        Assert.AreEqual(
            """{"alg":"ES256","kid":"k7654321","typ":"JWT"}""",
            Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.AsSpan(0, token.IndexOf('.'))))
        );
    }

    [TestMethod]
    public void After_a_refusal_the_file_is_read_again_and_the_same_key_is_no_other_credential()
    {
        _credential.Current();
        Assert.IsFalse(_credential.Reread());
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        // The file's time does not tell.
        Write(other.ExportPkcs8PrivateKeyPem(), 0);

        Assert.IsTrue(_credential.Reread());
    }

    [TestMethod]
    public void A_faulty_file_keeps_the_key_and_is_told_without_its_content()
    {
        Write("canary", 1);

        Assert.IsTrue(IsSignedBy(_key, _credential.Current()));
        var log = Assert.ContainsSingle(_logger.Collector.GetSnapshot());
        Assert.Contains(
            "UserActivityTracking:Credential:Jwt:PrivateKeyFile has no BEGIN PRIVATE KEY block",
            log.Message
        );
        Assert.DoesNotContain("canary", log.Message);
    }

    private static string Claim(JsonDocument claims, string name) => claims.RootElement.GetProperty(name).GetString()!;

    private static bool IsSignedBy(ECDsa key, string token)
    {
        var content = token[..token.LastIndexOf('.')];
        var signature = Base64Url.DecodeFromChars(token.AsSpan(content.Length + 1));
        return key.VerifyData(
            Encoding.ASCII.GetBytes(content),
            signature,
            HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation
        );
    }

    private void Write(string text, int hours)
    {
        File.WriteAllText(_path, text);
        File.SetLastWriteTimeUtc(_path, new DateTime(2026, 11, 24, hours, 0, 0, DateTimeKind.Utc));
    }
}
