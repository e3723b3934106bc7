using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Transport.Trust;

/// <summary>
/// Whom the library sends nothing, continued: weak keys and signatures, which .NET on Linux takes, and old protocols and suites,
/// served by OpenSSL with its security level taken away. The policy's own tests know the same certificates without a server.
/// </summary>
[TestClass]
public sealed class HostileProtocolTests : IDisposable
{
    private const string Anything = "ALL:@SECLEVEL=0";

    // It takes a second to make one: all tests sign with the same.
    private static readonly RSA RootKey = RSA.Create(2048);

    private readonly TrustBench _bench = new(new CertificateRecipe { Key = RootKey });

    public void Dispose() => _bench.Dispose();

    [TestMethod]
    [DataRow("-tls1_2")]
    [DataRow("-tls1_3")]
    public async Task The_good_one_is_sent_to(string protocol)
    {
        using var certificate = Issue();
        await using var server = await OpenSslServer.StartAsync(certificate, protocol, "-cipher", Anything);

        var sending = _bench.SendAsync(server.Address);

        Assert.AreSame(server.SentRequest, await Task.WhenAny(sending, server.SentRequest));
        await server.DisposeAsync();
        await sending;
    }

    [TestMethod]
    [DataRow("-tls1_2")]
    [DataRow("-tls1_3")]
    public async Task T11_a_key_of_RSA_1024(string protocol)
    {
        using var key = RSA.Create(1024);
        using var certificate = Issue(recipe => recipe.Key = key);

        await RefusedAsync(certificate, "whose key is RSA of 1024 bits, below 2048", protocol);
    }

    [TestMethod]
    [DataRow("-tls1_2")]
    [DataRow("-tls1_3")]
    public async Task T12_a_signature_with_SHA_1(string protocol)
    {
        using var certificate = Issue(recipe => recipe.Hash = HashAlgorithmName.SHA1);

        await RefusedAsync(certificate, "that is signed with sha1RSA", protocol);
    }

    [TestMethod]
    [DataRow("-tls1_2")]
    [DataRow("-tls1_3")]
    public async Task T13_a_signature_with_MD5(string protocol)
    {
        using var certificate = Issue(recipe => recipe.Hash = HashAlgorithmName.MD5);

        await RefusedAsync(certificate, "that is signed with md5RSA", protocol);
    }

    [TestMethod]
    public async Task T14_a_key_of_RSA_512()
    {
        using var key = RSA.Create(512);
        using var certificate = Issue(recipe => recipe.Key = key);

        await RefusedAsync(certificate, "", "-tls1_2");
    }

    [TestMethod]
    [DataRow("-tls1")]
    [DataRow("-tls1_1")]
    public async Task T15_nothing_newer_than_TLS_1_1(string protocol)
    {
        using var certificate = Issue();

        await RefusedAsync(certificate, "no TLS connection that may be trusted", protocol);
    }

    [TestMethod]
    [DataRow("AES128-SHA:@SECLEVEL=0")]
    [DataRow("AES256-SHA256:@SECLEVEL=0")]
    [DataRow("NULL-SHA256:@SECLEVEL=0")]
    public async Task T16_suites_without_forward_secrecy_alone(string suites)
    {
        using var certificate = Issue(recipe => recipe.Key = RootKey);

        await RefusedAsync(certificate, "no TLS connection that may be trusted", "-tls1_2", "-cipher", suites);
    }

    private X509Certificate2 Issue(Action<CertificateRecipe>? change = null)
    {
        var recipe = new CertificateRecipe();
        change?.Invoke(recipe);
        return _bench.Authority.Issue(recipe);
    }

    private async Task RefusedAsync(X509Certificate2 certificate, string why, params string[] arguments)
    {
        string[] all = arguments.Contains("-cipher") ? arguments : [.. arguments, "-cipher", Anything];
        await using var server = await OpenSslServer.StartAsync(certificate, all);

        var answer = await _bench.SendAsync(server.Address);

        Assert.AreEqual((AnswerKind.TryLater, DeliveryFault.TlsRefused), (answer.Kind, answer.Fault), answer.Detail);
        Assert.Contains(why, answer.Detail);
        await server.DisposeAsync();
        Assert.DoesNotContain("POST", server.Output);
        Assert.DoesNotContain("amelia", server.Output, StringComparison.OrdinalIgnoreCase);
    }
}
