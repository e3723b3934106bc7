using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.Tests.Configuration;

[TestClass]
public sealed class BufferOptionsMessageTests
{
    private const string Secret = "/secrets/journal-key";

    private readonly CrashingFileSystem _files = new();
    private readonly TrackingSettings _settings = new();

    public BufferOptionsMessageTests() =>
        _settings.Register = builder => builder.Services.AddSingleton<IFileSystem>(_files);

    [TestMethod]
    public void Valid_settings_are_read_from_the_section()
    {
        _settings["Buffer:Folder"] = "/var/lib/tracking";
        _settings["Buffer:KeyFile"] = Secret;
        _settings["Buffer:MinFreeDiskBytes"] = "5000000000";
        _settings["Buffer:MaxAge"] = "30.00:00:00";
        _settings["Buffer:DeadLetterMaxAge"] = "01:00:00";
        _settings["Buffer:Durability"] = "processcrash";
        _settings["Buffer:AppendTimeout"] = "00:01:00";
        _settings["MoveWaiting"] = "acme-old@tracking.old.example";
        _files.Put(Secret, KeyFiles.Bytes(1));

        var options = _settings.Read();

        var buffer = options.Buffer;
        Assert.AreEqual(("/var/lib/tracking", Secret), (buffer.Folder, buffer.KeyFile));
        Assert.AreEqual(5_000_000_000, buffer.MinFreeDiskBytes);
        Assert.AreEqual(TimeSpan.FromDays(30), buffer.MaxAge);
        Assert.AreEqual(TimeSpan.FromHours(1), buffer.DeadLetterMaxAge);
        Assert.AreEqual(BufferDurability.ProcessCrash, buffer.Durability);
        Assert.AreEqual(TimeSpan.FromMinutes(1), buffer.AppendTimeout);
        Assert.AreEqual("acme-old@tracking.old.example", options.MoveWaiting);
    }

    [TestMethod]
    public void What_is_not_set_has_its_documented_default()
    {
        var options = _settings.Read();

        var buffer = options.Buffer;
        Assert.AreEqual((null, null, null), (buffer.Folder, buffer.KeyFile, buffer.MaxAge));
        Assert.AreEqual((268_435_456L, 104_857_600L), (buffer.MaxBytes, buffer.MinFreeDiskBytes));
        Assert.AreEqual(
            (TimeSpan.FromDays(90), TimeSpan.FromSeconds(10)),
            (buffer.DeadLetterMaxAge, buffer.AppendTimeout)
        );
        Assert.AreEqual((BufferDurability.PowerLoss, null), (buffer.Durability, options.MoveWaiting));
    }

    [TestMethod]
    [DataRow("Buffer:Folder", "data/tracking", "is not an absolute path. Give the whole path of the folder")]
    [DataRow("Buffer:KeyFile", "journal-key", "is not an absolute path. Give the whole path of the file")]
    [DataRow("Buffer:MaxBytes", "10", "is 10. Allowed are 1048576 to 68719476736")]
    [DataRow("Buffer:MaxBytes", "256 MiB", "cannot be read. Give a whole number of bytes")]
    [DataRow("Buffer:MinFreeDiskBytes", "-1", "is -1. Allowed are 0 and more")]
    [DataRow("Buffer:MinFreeDiskBytes", "1.5", "cannot be read. Give a whole number of bytes")]
    [DataRow("Buffer:MaxAge", "00:59:59", "is 00:59:59. Allowed are 01:00:00 and more")]
    [DataRow("Buffer:MaxAge", "a week", "cannot be read. Give a duration such as 00:00:30")]
    [DataRow("Buffer:DeadLetterMaxAge", "00:00:00", "is 00:00:00. Allowed are 01:00:00 and more")]
    [DataRow("Buffer:Durability", "None", "cannot be read. Give PowerLoss or ProcessCrash")]
    [DataRow("Buffer:AppendTimeout", "00:00:00.5", "is 00:00:00.5000000. Allowed are 00:00:01 to 00:01:00")]
    [DataRow(
        "Buffer:AppendTimeout",
        "10",
        "is 10.00:00:00. Allowed are 00:00:01 to 00:01:00. A number alone counts days; write 00:00:30 for 30 seconds"
    )]
    public void A_setting_out_of_its_range_is_refused_with_the_range(string name, string value, string complaint)
    {
        _settings[name] = value;

        Assert.StartsWith(
            $"UserActivityTracking: 1 setting needs attention.\n  UserActivityTracking:{name}: {complaint}",
            _settings.Message()
        );
    }

    [TestMethod]
    public void A_durability_that_code_made_up_is_refused()
    {
        _settings.Register = builder =>
            builder.Services.Configure<UserActivityTrackingOptions>(options =>
                options.Buffer.Durability = (BufferDurability)7
            );

        Assert.Contains(
            "UserActivityTracking:Buffer:Durability: is 7. Allowed are PowerLoss and ProcessCrash.",
            _settings.Message()
        );
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(31)]
    [DataRow(33)]
    [DataRow(45)]
    [DataRow(64)]
    public void A_key_file_of_another_length_is_refused_with_how_to_make_one(int length)
    {
        _settings["Buffer:KeyFile"] = Secret;
        _files.Put(Secret, KeyFiles.Bytes(1, length));

        var message = _settings.Message();

        Assert.Contains(
            $"UserActivityTracking:Buffer:KeyFile: names a file of {length} bytes, but a key has exactly 32. "
                + "Make one of raw bytes, for example with: openssl rand -out key 32.\n",
            message
        );
        Assert.DoesNotContain(Secret, message);
    }

    [TestMethod]
    public void A_missing_key_file_is_refused_without_its_path()
    {
        _settings["Buffer:KeyFile"] = Secret;

        var message = _settings.Message();

        Assert.Contains(
            "UserActivityTracking:Buffer:KeyFile: names a file that is missing or cannot be read. Check the path and the rights.",
            message
        );
        Assert.DoesNotContain(Secret, message);
    }

    [TestMethod]
    public void A_key_file_on_the_real_disk_is_read_also_through_a_link()
    {
        using var folder = new TemporaryFolder();
        _settings.Register = _ => { };
        _settings["Buffer:KeyFile"] = folder.Of("link");
        File.WriteAllBytes(folder.Of("key"), KeyFiles.Bytes(1));
        File.CreateSymbolicLink(folder.Of("link"), folder.Of("key"));

        Assert.AreEqual(folder.Of("link"), _settings.Read().Buffer.KeyFile);

        File.WriteAllText(folder.Of("key"), Convert.ToBase64String(KeyFiles.Bytes(1)) + "\n");
        Assert.Contains("names a file of 45 bytes, but a key has exactly 32", _settings.Message());

        _settings["Buffer:KeyFile"] = folder.Path;
        Assert.Contains("names a file that is missing or cannot be read", _settings.Message());

        _settings["Buffer:KeyFile"] = folder.Of("key\0");
        Assert.Contains("names a file that is missing or cannot be read", _settings.Message());
    }

    [TestMethod]
    [DataRow("acme-old")]
    [DataRow("acme-old@tracking.vendor.example")]
    [DataRow("acme-old@localhost")]
    [DataRow("acme-old@192.0.2.1")]
    [DataRow("acme-old@[2001:db8::1]")]
    [DataRow("a@TRACKING.vendor.example")]
    [DataRow("acme-prod")]
    public void Old_settings_to_move_from_are_taken(string old)
    {
        _settings["MoveWaiting"] = old;

        Assert.AreEqual(old, _settings.Read().MoveWaiting);
    }

    [TestMethod]
    [DataRow("Acme")]
    [DataRow("acme..old")]
    [DataRow("acme old")]
    [DataRow(" acme-old")]
    [DataRow("acme-old@")]
    [DataRow("@tracking.vendor.example")]
    [DataRow("acme-old@tracking.vendor.example:8443")]
    [DataRow("acme-old@https://tracking.vendor.example")]
    [DataRow("acme-old@one@two")]
    [DataRow("acme-old@tracking vendor")]
    public void Old_settings_that_no_installation_had_are_refused(string old)
    {
        _settings["MoveWaiting"] = old;

        Assert.Contains(
            "UserActivityTracking:MoveWaiting: is neither an instance id nor id@host. Give the old instance id",
            _settings.Message()
        );
    }

    [TestMethod]
    public void Without_tracking_no_key_file_is_read()
    {
        _settings["Enabled"] = "false";
        _settings["Buffer:KeyFile"] = Secret;

        Assert.IsFalse(_settings.Read().Enabled);
    }
}
