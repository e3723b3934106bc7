using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport.Credentials;
using Microsoft.Extensions.Logging.Abstractions;

namespace Blueshift.Tracking.Tests.Transport.Credentials;

[TestClass]
public sealed class CredentialChoiceTests
{
    [TestMethod]
    public void Each_choice_makes_its_credential()
    {
        var custom = new CustomCredential();

        Assert.IsInstanceOfType<FixedApiKey>(Make(options => options.ApiKey = Some.ApiKey));
        Assert.IsInstanceOfType<ApiKeyFile>(Make(options => options.ApiKeyFile = "/missing/key"));
        Assert.IsInstanceOfType<SignedJwt>(Make(options => options.Jwt.PrivateKeyFile = "/missing/key.pem"));
        Assert.AreSame(custom, Make(_ => { }, custom));
    }

    [TestMethod]
    public void None_or_two_are_no_choice()
    {
        Assert.Contains("there are 0", Assert.ThrowsExactly<InvalidOperationException>(() => Make(_ => { })).Message);
        Assert.Contains(
            "there are 2: Credential:ApiKey, a registered ITrackingCredential",
            Assert
                .ThrowsExactly<InvalidOperationException>(() =>
                    Make(options => options.ApiKey = Some.ApiKey, new CustomCredential())
                )
                .Message
        );
    }

    [TestMethod]
    public void Without_a_key_there_is_no_token()
    {
        Assert.AreEqual("", Make(options => options.ApiKeyFile = "/missing/key").Current());
        Assert.AreEqual("", Make(options => options.Jwt.PrivateKeyFile = "/missing/key.pem").Current());
    }

    private static ITrackingCredential Make(Action<CredentialOptions> choose, ITrackingCredential? custom = null)
    {
        var options = Some.Options(options => options.Credential.ApiKey = null);
        choose(options.Credential);
        return CredentialChoice.Make(options, custom, NullLogger.Instance, TimeProvider.System).Credential;
    }
}
