using System.Security.Cryptography;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.Tests.Configuration;

/// <summary>What a faulty choice of credential is told as at start.</summary>
[TestClass]
public sealed class CredentialMessageTests : IDisposable
{
    private readonly TrackingSettings _settings = new();
    private readonly TemporaryFile _keyFile;

    public CredentialMessageTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _keyFile = new TemporaryFile(key.ExportPkcs8PrivateKeyPem());
        _settings["Credential:ApiKey"] = null;
        _settings["Credential:Jwt:KeyId"] = "k1234567";
        _settings["Credential:Jwt:PrivateKeyFile"] = _keyFile.Path;
    }

    public void Dispose() => _keyFile.Dispose();

    [TestMethod]
    public void A_key_pair_in_place_of_an_API_key_starts()
    {
        var read = _settings.Read().Credential.Jwt;

        Assert.AreEqual(("k1234567", _keyFile.Path), (read.KeyId, read.PrivateKeyFile));
    }

    [TestMethod]
    public void A_key_pair_beside_an_API_key_is_refused()
    {
        _settings["Credential:ApiKey"] = Some.ApiKey;

        Assert.Contains(
            "UserActivityTracking:Credential:Jwt:PrivateKeyFile: is set beside Credential:ApiKey. Keep one of the two",
            _settings.Message()
        );
    }

    [TestMethod]
    public void Half_of_a_key_pair_names_the_other_half()
    {
        _settings["Credential:Jwt:KeyId"] = null;
        Assert.Contains(
            "UserActivityTracking:Credential:Jwt:PrivateKeyFile: the key in the file has no id. Write the one under which",
            _settings.Message()
        );

        _settings["Credential:Jwt:KeyId"] = "k1234567";
        _settings["Credential:Jwt:PrivateKeyFile"] = null;
        Assert.Contains("UserActivityTracking:Credential:Jwt:PrivateKeyFile is not set.", _settings.Message());
    }

    [TestMethod]
    public void A_file_that_names_its_key_needs_no_other_setting()
    {
        using var named = new TemporaryFile($"Key-Id: k7f3abcd\n{File.ReadAllText(_keyFile.Path)}");
        _settings["Credential:Jwt:KeyId"] = null;
        _settings["Credential:Jwt:PrivateKeyFile"] = named.Path;

        Assert.IsNull(_settings.Read().Credential.Jwt.KeyId);
    }

    [TestMethod]
    public void A_key_id_that_is_none_is_refused_without_its_value()
    {
        _settings["Credential:Jwt:KeyId"] = "canary key";

        Assert.Contains("Credential:Jwt:KeyId: is no key id (10 characters)", _settings.Message());
        Assert.DoesNotContain("canary", _settings.Message());
    }

    [TestMethod]
    public void A_file_without_a_private_key_is_refused_without_its_content()
    {
        using var wrong = new TemporaryFile("canary");
        _settings["Credential:Jwt:PrivateKeyFile"] = wrong.Path;

        Assert.Contains("the key in the file has no BEGIN PRIVATE KEY block", _settings.Message());
        Assert.DoesNotContain("canary", _settings.Message());
    }

    [TestMethod]
    public void A_credential_of_the_host_s_own_needs_no_setting()
    {
        _settings["Credential:Jwt:KeyId"] = null;
        _settings["Credential:Jwt:PrivateKeyFile"] = null;
        _settings.Register = builder => builder.UseCredential<CustomCredential>();

        Assert.IsNull(_settings.Read().Credential.ApiKey);
    }

    [TestMethod]
    public void A_credential_of_the_host_s_own_beside_a_setting_is_refused()
    {
        _settings.Register = builder => builder.Services.AddSingleton<ITrackingCredential>(new CustomCredential());

        Assert.Contains(
            "UserActivityTracking:Credential:Jwt:PrivateKeyFile: is set beside a registered ITrackingCredential. Keep one",
            _settings.Message()
        );
    }
}
