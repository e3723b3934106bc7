using System.Text;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Transport;
using Blueshift.Tracking.Transport.Trust;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Makes valid things of which a test changes what it is about.</summary>
internal static class Some
{
    public const string InstanceId = "acme-prod";

    /// <summary>Is the buffer's folder on a disk in memory.</summary>
    public const string Folder = "/data";

    public static string ApiKey { get; } = WithCheck("bst1_abcd2345_" + new string('s', 42) + "_");

    public static TrackedUser User(
        string key = "user-1",
        string? firstName = "Amelia",
        string? lastName = "Nguyen",
        string? email = "amelia.nguyen@customer.example"
    ) =>
        new()
        {
            Key = key,
            FirstName = firstName,
            LastName = lastName,
            Email = email,
        };

    public static UserActivity Activity(string key = "user-1") => UserActivity.Created(User(key));

    public static UserActivityTrackingOptions Options(Action<UserActivityTrackingOptions>? change = null)
    {
        var options = new UserActivityTrackingOptions();
        Settings(options);
        change?.Invoke(options);
        return options;
    }

    public static void Settings(UserActivityTrackingOptions options)
    {
        options.Endpoint = new Uri("https://tracking.vendor.example/base/");
        options.ClientInstanceId = InstanceId;
        options.Credential.ApiKey = ApiKey;
        options.Buffer.Folder = Folder;
        options.Delivery.Linger = TimeSpan.Zero;
        options.Delivery.ShutdownTimeout = TimeSpan.Zero;
    }

    /// <summary>Gives a host a disk in memory on which <see cref="Folder"/> can be used.</summary>
    public static void Disk(IServiceCollection services)
    {
        var files = new CrashingFileSystem();
        files.CreateFolder(Folder);
        services.AddSingleton<IFileSystem>(files);
        services.AddSingleton<IFolderEnvironment>(new FakeFolderEnvironment(files) { UserData = Folder });
    }

    /// <summary>Gets the counters of a buffer of 1 MiB in which nothing was ever recorded.</summary>
    public static BufferState EmptyBuffer { get; } =
        new()
        {
            Description = new BufferDescription("journal", "file-beside", "power-loss"),
            IsDurable = true,
            GivenUp = GivenUp.Nothing,
            Recorded = 0,
            Delivered = 0,
            Waiting = 0,
            Parked = 0,
            DeadLetters = 0,
            Dropped = 0,
            Bytes = 0,
            BytesLimit = 1024 * 1024,
            LastSequence = 0,
            SettledThrough = 0,
            OldestWaiting = null,
            LastAcknowledged = null,
        };

    /// <summary>Puts a transport in the network's place, and one for heartbeats that nobody answers.</summary>
    public static void Network(IServiceCollection services, IActivityTransport transport)
    {
        services.AddSingleton(transport);
        services.AddSingleton<IHeartbeatTransport>(new ScriptedHeartbeats());
    }

    /// <summary>Makes the check of servers that the settings ask for.</summary>
    public static PeerVerification Verification(UserActivityTrackingOptions options) =>
        new(options, new TrackingMeter(factory: null), NullLogger.Instance);

    /// <summary>Adds the check digits, by the definition of CRC-32C bit by bit rather than by the product's code.</summary>
    public static string WithCheck(string beginning)
    {
        var crc = uint.MaxValue;
        foreach (var value in Encoding.ASCII.GetBytes(beginning))
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82F63B78 : crc >> 1;
            }
        }
        return $"{beginning}_{~crc:x8}";
    }
}
