using System.Formats.Asn1;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Transport.Trust;

/// <summary>
/// Whom the library sends nothing: servers on loopback whose certificate is good but for one thing, over HTTP/1.1 and HTTP/2. The
/// numbers are those of the table of hostile peers; T11 to T16, which .NET itself will not serve, stand in
/// <see cref="HostileProtocolTests"/>, T17 to T19 in <see cref="RevocationTests"/>, T21 to T30 in <see cref="HostileAnswerTests"/>.
/// </summary>
[TestClass]
public sealed class HostileCertificateTests : IDisposable
{
    private readonly TrustBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [TestMethod]
    [DataRow("http/1.1")]
    [DataRow("h2")]
    public async Task The_good_one_is_sent_to(string application)
    {
        var (_, seen) = await _bench.SendAsync(HostileServer.Tls(Issue(), application));

        Assert.IsGreaterThan(0, seen);
    }

    [TestMethod]
    [DataRow("http/1.1")]
    [DataRow("h2")]
    public Task T01_an_expired_one(string application) =>
        RefusedAsync(
            application,
            recipe => recipe.NotAfter = DateTimeOffset.UtcNow.AddHours(-1),
            "presents a certificate that is not valid now: it is from 20"
        );

    [TestMethod]
    [DataRow("http/1.1")]
    [DataRow("h2")]
    public Task T02_one_that_is_not_valid_yet(string application) =>
        RefusedAsync(
            application,
            recipe => recipe.NotBefore = DateTimeOffset.UtcNow.AddHours(1),
            "presents a certificate that is not valid now: it is from 20"
        );

    [TestMethod]
    [DataRow("http/1.1", "10.1.2.3", null)]
    [DataRow("h2", "10.1.2.3", null)]
    [DataRow("http/1.1", null, "wrong.example")]
    [DataRow("h2", null, "localhost")]
    public Task T03_one_for_another_host(string application, string? address, string? name) =>
        RefusedAsync(
            application,
            recipe =>
            {
                recipe.Address = address is null ? null : IPAddress.Parse(address);
                recipe.DnsName = name;
            },
            "presents a certificate for another host name"
        );

    [TestMethod]
    [DataRow("http/1.1")]
    [DataRow("h2")]
    public Task T04_one_with_the_host_in_the_subject_alone(string application)
    {
        _bench.Options.Endpoint = new Uri("https://localhost/");
        return RefusedAsync(
            application,
            recipe => (recipe.CommonName, recipe.Address) = ("localhost", null),
            "presents a certificate for another host name"
        );
    }

    [TestMethod]
    [DataRow("http/1.1")]
    [DataRow("h2")]
    public async Task T05_one_that_signed_itself(string application)
    {
        using var certificate = new CertificateRecipe()
            .Request()
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        await RefusedAsync(application, certificate, "whose root is not among Tls:TrustedRoots (proxy system)");
    }

    [TestMethod]
    [DataRow("http/1.1")]
    [DataRow("h2")]
    public async Task T06_one_of_another_authority(string application)
    {
        using var other = new Authority();
        using var certificate = other.Issue(new CertificateRecipe());

        await RefusedAsync(application, certificate, "whose root is not among Tls:TrustedRoots (proxy system)");
    }

    [TestMethod]
    [DataRow("http/1.1")]
    [DataRow("h2")]
    public async Task T06_one_whose_intermediate_is_withheld(string application)
    {
        using var intermediate = _bench.Authority.IssueIntermediate();
        using var certificate = Issue(recipe => recipe.Issuer = intermediate);
        Assert.IsGreaterThan(
            0,
            (await _bench.SendAsync(HostileServer.Tls(certificate, application, intermediate))).Seen,
            "With it, it is good."
        );

        await RefusedAsync(application, certificate, "whose root is not among Tls:TrustedRoots");
    }

    [TestMethod]
    [DataRow("http/1.1")]
    [DataRow("h2")]
    public Task T07_one_for_clients(string application) =>
        RefusedAsync(
            application,
            recipe => recipe.Usage = CertificateRecipe.ClientAuthentication,
            "presents a certificate chain that is not valid (NotValidForUsage)"
        );

    [TestMethod]
    [DataRow("http/1.1")]
    [DataRow("h2")]
    public Task T08_one_that_does_not_say_for_what(string application) =>
        RefusedAsync(
            application,
            recipe => recipe.Usage = null,
            "presents a certificate that does not say that it is for servers"
        );

    [TestMethod]
    [DataRow("http/1.1")]
    [DataRow("h2")]
    public Task T08_one_for_anything(string application) =>
        RefusedAsync(
            application,
            recipe => recipe.Usage = "2.5.29.37.0",
            "presents a certificate chain that is not valid (NotValidForUsage)"
        );

    [TestMethod]
    [DataRow("http/1.1")]
    [DataRow("h2")]
    public async Task T09_one_signed_by_who_may_not_sign(string application)
    {
        using var leaf = Issue();
        using var certificate = Issue(recipe => recipe.Issuer = leaf);

        await RefusedAsync(application, certificate, "presents a certificate", leaf);
    }

    [TestMethod]
    [DataRow("http/1.1")]
    [DataRow("h2")]
    public async Task T10_one_that_its_authority_may_not_issue(string application)
    {
        using var confined = _bench.Authority.IssueIntermediate(recipe =>
            recipe.Extensions.Add(PermittedAddresses("10.0.0.0"))
        );
        using var certificate = Issue(recipe => recipe.Issuer = confined);

        await RefusedAsync(application, certificate, "HasNotPermittedNameConstraint", confined);
    }

    [TestMethod]
    public async Task T10_one_that_its_confined_authority_may_issue_is_sent_to()
    {
        using var confined = _bench.Authority.IssueIntermediate(recipe =>
            recipe.Extensions.Add(PermittedAddresses("127.0.0.0"))
        );
        using var certificate = Issue(recipe => recipe.Issuer = confined);

        Assert.IsGreaterThan(0, (await _bench.SendAsync(HostileServer.Tls(certificate, "h2", confined))).Seen);
    }

    [TestMethod]
    [DataRow("http/1.1")]
    [DataRow("h2")]
    public async Task T20_one_without_a_pinned_key(string application)
    {
        _bench.Options.Tls.Pins.Add(Convert.ToBase64String(new byte[32]));
        _bench.Options.Tls.Pins.Add(Convert.ToBase64String(SHA256.HashData([1])));

        await RefusedAsync(application, _ => { }, "presents a certificate chain with none of Tls:Pins");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task T20_one_with_a_pinned_key_is_sent_to_whichever_of_the_chain_it_is(bool pinsRoot)
    {
        using var certificate = Issue();
        var pinned = pinsRoot ? _bench.Authority.Root : certificate;
        _bench.Options.Tls.Pins.Add(Convert.ToBase64String(new byte[32]));
        _bench.Options.Tls.Pins.Add(
            Convert.ToBase64String(SHA256.HashData(pinned.PublicKey.ExportSubjectPublicKeyInfo()))
        );

        Assert.IsGreaterThan(0, (await _bench.SendAsync(HostileServer.Tls(certificate))).Seen);
    }

    private X509Certificate2 Issue(Action<CertificateRecipe>? change = null)
    {
        var recipe = new CertificateRecipe();
        change?.Invoke(recipe);
        return _bench.Authority.Issue(recipe);
    }

    private async Task RefusedAsync(string application, Action<CertificateRecipe> change, string why)
    {
        using var certificate = Issue(change);
        await RefusedAsync(application, certificate, why);
    }

    private async Task RefusedAsync(
        string application,
        X509Certificate2 certificate,
        string why,
        params X509Certificate2[] intermediates
    )
    {
        var (answer, seen) = await _bench.SendAsync(HostileServer.Tls(certificate, application, intermediates));

        Assert.AreEqual((AnswerKind.TryLater, DeliveryFault.TlsRefused), (answer.Kind, answer.Fault));
        Assert.Contains("the server presents ", answer.Detail);
        Assert.Contains(why, answer.Detail);
        Assert.AreEqual(0, seen, "Nothing may be sent.");
    }

    // RFC 5280, section 4.2.1.10: the addresses of one network of class A alone.
    private static X509Extension PermittedAddresses(string network)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
        using (writer.PushSequence())
        {
            writer.WriteOctetString(
                [.. IPAddress.Parse(network).GetAddressBytes(), 255, 0, 0, 0],
                new Asn1Tag(TagClass.ContextSpecific, 7)
            );
        }
        return new X509Extension("2.5.29.30", writer.Encode(), critical: true);
    }
}
