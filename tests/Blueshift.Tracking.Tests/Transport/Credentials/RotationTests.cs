using System.Security.Cryptography;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Blueshift.Tracking.Transport.Credentials;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Blueshift.Tracking.Tests.Transport.Credentials;

/// <summary>
/// A credential in a file is replaced again and again while the whole library records and delivers: as an administrator does it,
/// the new one is let in, then written, then the old one is revoked. Nobody restarts anything.
/// </summary>
[TestClass]
public sealed class RotationTests : IDisposable
{
    private const int Rotations = 1000;
    private const int Recorders = 3;

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    private readonly StoringEndpoint _storing = new();
    private readonly GuardedEndpoint _endpoint;
    private int _recorded;

    public RotationTests() => _endpoint = new GuardedEndpoint(_storing);

    public void Dispose()
    {
        File.Delete(_path);
        _endpoint.Dispose();
    }

    [TestMethod]
    public async Task A_thousand_API_keys_lose_nothing_and_double_nothing()
    {
        var key = ApiKey(0);
        Let(key);
        await using var host = Host(_ => new ApiKeyFile(_path, NullLogger.Instance));

        await WhileRecordingAsync(
            host,
            number =>
            {
                var old = key;
                key = ApiKey(number);
                Let(key);
                _endpoint.Revoke(old);
            }
        );

        EverythingArrived(host);
    }

    [TestMethod]
    public async Task A_thousand_signing_keys_with_ids_of_their_own_lose_nothing_and_double_nothing()
    {
        using var first = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Let("k0", first);
        await using var host = Host(options => new SignedJwt(options, NullLogger.Instance, TimeProvider.System));

        await WhileRecordingAsync(
            host,
            number =>
            {
                using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
                Let($"k{number}", key);
                _endpoint.RevokePublicKey($"k{number - 1}");
            }
        );

        EverythingArrived(host);
    }

    [TestMethod]
    public async Task One_that_is_revoked_before_the_next_is_written_pauses_and_goes_on_without_a_restart()
    {
        Let(ApiKey(0));
        await using var host = Host(_ => new ApiKeyFile(_path, NullLogger.Instance));
        await host.Tracker.TrackAsync(Some.Activity("user-0"));
        await host.FlushAsync();

        _endpoint.Revoke(ApiKey(0));
        await host.Tracker.TrackAsync(Some.Activity("user-1"));
        await host.Time.PassWaitUnmovedAsync(TimeSpan.FromSeconds(31), TimeSpan.FromMinutes(1));
        Assert.Contains("credential-refused", host.Logs.Single(log => log.Id.Id == 1021).Message);
        Assert.AreEqual(1, host.State.Waiting);
        Let(ApiKey(1));
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await host.FlushAsync();

        Assert.AreEqual((2, 0), (_storing.Stored, _storing.Doubled));
        Assert.ContainsSingle(log => log.Id.Id == 1022, host.Logs);
    }

    private static string ApiKey(int number) => Some.WithCheck($"bst1_abcd2345_{number:d43}");

    private void Let(string key)
    {
        _endpoint.Accept(key);
        Write(key);
    }

    private void Let(string id, ECDsa key)
    {
        _endpoint.AcceptPublicKey(id, key.ExportSubjectPublicKeyInfo());
        Write($"Key-Id: {id}\n{key.ExportPkcs8PrivateKeyPem()}");
    }

    // As a secret mount does it: the name leads to one whole file or the other.
    private void Write(string text)
    {
        File.WriteAllText(_path + ".new", text);
        File.Move(_path + ".new", _path, overwrite: true);
    }

    private async Task WhileRecordingAsync(TrackingHost host, Action<int> rotate)
    {
        using var ended = new CancellationTokenSource();
        var recorders = Enumerable
            .Range(0, Recorders)
            .Select(_ => Task.Run(() => RecordAsync(host, ended.Token)))
            .ToList();
        for (var rotation = 1; rotation <= Rotations; rotation++)
        {
            rotate(rotation);
            // Each credential delivers something.
            await RecordOneAsync(host);
        }
        await ended.CancelAsync();
        await Task.WhenAll(recorders);
    }

    private async Task RecordAsync(TrackingHost host, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            await RecordOneAsync(host);
        }
    }

    private async Task RecordOneAsync(TrackingHost host)
    {
        var result = await host.Tracker.TrackAsync(Some.Activity($"user-{Interlocked.Increment(ref _recorded)}"));
        Assert.IsTrue(result.IsRecorded);
        await host.FlushAsync();
    }

    private void EverythingArrived(TrackingHost host)
    {
        Assert.IsGreaterThan(Rotations, _recorded);
        Assert.AreEqual((_recorded, 0), (_storing.Stored, _storing.Doubled));
        Assert.AreEqual((0, (long)_recorded), (host.State.Waiting, host.State.Delivered));
        Assert.IsEmpty(host.Logs.Where(log => log.Level >= LogLevel.Warning).Select(log => log.Message));
    }

    private TrackingHost Host(Func<UserActivityTrackingOptions, ITrackingCredential> credential)
    {
        var options = Some.Options(options =>
        {
            options.Credential.Jwt.PrivateKeyFile = _path;
        });
        var client = EndpointConnection.Create(
            options,
            _endpoint,
            new StaleConnectionHandler(),
            credential(options),
            _storing.Time
        );
        return new TrackingHost(new HttpActivityTransport(new EndpointClient(client, options, _storing.Time), options));
    }
}
