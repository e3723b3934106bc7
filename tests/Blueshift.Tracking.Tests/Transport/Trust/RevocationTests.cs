using System.Security.Cryptography.X509Certificates;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Tests.Transport.Trust;

/// <summary>What comes of a certificate that was revoked, and of one of which nobody says whether it was. T17 to T19 of the hostile peers.</summary>
[TestClass]
public sealed class RevocationTests : IAsyncDisposable
{
    private readonly TrustBench _bench = new();
    private readonly RevocationServer _lists = new();

    public async ValueTask DisposeAsync()
    {
        _bench.Dispose();
        await _lists.DisposeAsync();
    }

    [TestMethod]
    [DataRow(UnknownRevocation.Allow, "http/1.1")]
    [DataRow(UnknownRevocation.Allow, "h2")]
    [DataRow(UnknownRevocation.Refuse, "http/1.1")]
    public async Task T17_T18_a_revoked_one_is_sent_nothing_whatever_the_setting(
        UnknownRevocation setting,
        string application
    )
    {
        _bench.Options.Tls.Revocation = setting;
        using var certificate = Issue(_lists.Address);
        _lists.List = _bench.Authority.RevocationList(certificate);

        var (answer, seen) = await _bench.SendAsync(HostileServer.Tls(certificate, application));

        Assert.AreEqual((AnswerKind.TryLater, DeliveryFault.TlsRefused), (answer.Kind, answer.Fault), answer.Detail);
        Assert.AreEqual("the server presents a certificate that was revoked", answer.Detail);
        Assert.AreEqual(0, seen);
    }

    [TestMethod]
    public async Task One_that_its_list_does_not_name_is_sent_to_and_nothing_is_said()
    {
        _bench.Options.Tls.Revocation = UnknownRevocation.Refuse;
        using var certificate = Issue(_lists.Address);
        using var other = Issue(_lists.Address);
        _lists.List = _bench.Authority.RevocationList(other);

        var (_, seen) = await _bench.SendAsync(HostileServer.Tls(certificate));

        Assert.IsGreaterThan(0, seen);
        Assert.IsGreaterThan(0, _lists.Questions);
        Assert.AreEqual(0, _bench.UnknownRevocations);
        Assert.IsEmpty(_bench.Logs);
    }

    [TestMethod]
    public async Task T19_one_whose_list_cannot_be_read_is_sent_to_counted_and_said_once()
    {
        using var certificate = Issue(Unreachable);

        var (_, seen) = await _bench.SendAsync(HostileServer.Tls(certificate));
        await _bench.SendAsync(HostileServer.Tls(certificate));

        Assert.IsGreaterThan(0, seen);
        Assert.AreEqual(2, _bench.UnknownRevocations);
        // The bench's second exchange is a client of its own: each says it once.
        Assert.HasCount(2, _bench.Logs);
        Assert.IsTrue(_bench.Logs.All(log => log is { Id.Id: 1071, Level: LogLevel.Warning }));
        Assert.Contains("could not be found out within 2 s; the connection is made", _bench.Logs[0].Message);
    }

    [TestMethod]
    public async Task T19_one_that_names_nobody_to_ask_is_sent_to_and_said_as_such()
    {
        using var certificate = Issue(list: null);

        var (_, seen) = await _bench.SendAsync(HostileServer.Tls(certificate));

        Assert.IsGreaterThan(0, seen);
        Assert.AreEqual(1, _bench.UnknownRevocations);
        var log = Assert.ContainsSingle(_bench.Logs);
        Assert.AreEqual((1070, LogLevel.Information), (log.Id.Id, log.Level));
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task T19_with_Refuse_one_of_which_nobody_says_it_is_sent_nothing(bool namesAList)
    {
        _bench.Options.Tls.Revocation = UnknownRevocation.Refuse;
        using var certificate = Issue(namesAList ? Unreachable : null);

        var (answer, seen) = await _bench.SendAsync(HostileServer.Tls(certificate));

        Assert.AreEqual((AnswerKind.TryLater, DeliveryFault.TlsRefused), (answer.Kind, answer.Fault), answer.Detail);
        Assert.Contains("nobody says whether it was revoked, and Tls:Revocation is Refuse", answer.Detail);
        Assert.AreEqual(0, seen);
        Assert.AreEqual(0, _bench.UnknownRevocations, "Only connections that were made count.");
    }

    [TestMethod]
    public async Task T19b_one_whose_list_never_comes_is_sent_to_before_the_connection_is_given_up()
    {
        using var certificate = Issue(_lists.Address);

        var (_, seen) = await _bench.SendAsync(HostileServer.Tls(certificate));

        Assert.IsGreaterThan(0, seen);
        Assert.AreEqual(1, _lists.Questions);
        Assert.AreEqual(1, _bench.UnknownRevocations);
    }

    [TestMethod]
    public async Task Another_fault_beside_an_unknown_revocation_is_never_let_through()
    {
        using var certificate = Issue(list: null, recipe => recipe.NotAfter = DateTimeOffset.UtcNow.AddHours(-1));

        var (answer, seen) = await _bench.SendAsync(HostileServer.Tls(certificate));

        Assert.Contains("that is not valid now", answer.Detail);
        Assert.AreEqual(0, seen);
    }

    // The port of discard, on which nobody listens.
    private static Uri Unreachable { get; } = new("http://127.0.0.1:9/list.crl");

    private X509Certificate2 Issue(Uri? list, Action<CertificateRecipe>? change = null)
    {
        var recipe = new CertificateRecipe { RevocationList = list };
        change?.Invoke(recipe);
        return _bench.Authority.Issue(recipe);
    }
}
