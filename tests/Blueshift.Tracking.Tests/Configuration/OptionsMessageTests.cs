using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Configuration;

[TestClass]
public sealed class OptionsMessageTests
{
    private const string SwitchOff =
        "To run without tracking, for example in development, set UserActivityTracking:Enabled to false.";

    private readonly TrackingSettings _settings = new();

    [TestMethod]
    public void Valid_settings_are_read_from_the_section()
    {
        _settings["Delivery:MaxBatchCount"] = "7";
        _settings["Delivery:Linger"] = "00:00:05";
        _settings["Delivery:Compression"] = "None";
        _settings["FailureMode"] = "throw";
        _settings["Baseline"] = "Skip";
        _settings["Buffer:MaxBytes"] = "2097152";
        _settings["Proxy"] = "none";

        var options = _settings.Read();

        Assert.AreEqual("https://tracking.vendor.example/", options.Endpoint!.ToString());
        Assert.AreEqual((7, TimeSpan.FromSeconds(5)), (options.Delivery.MaxBatchCount, options.Delivery.Linger));
        Assert.AreEqual(
            (DeliveryCompression.None, FailureMode.Throw, BaselineMode.Skip),
            (options.Delivery.Compression, options.FailureMode, options.Baseline)
        );
        Assert.AreEqual((2_097_152L, "none"), (options.Buffer.MaxBytes, options.Proxy));
    }

    [TestMethod]
    public void All_faults_come_in_one_message_with_a_line_each()
    {
        _settings["Endpoint"] = null;
        _settings["Credential:ApiKey"] = Some.ApiKey[..^1] + (Some.ApiKey.EndsWith('0') ? '1' : '0');

        Assert.AreEqual(
            $"""
            UserActivityTracking: 2 settings need attention.
              UserActivityTracking:Endpoint is not set. Set it to the https address from your vendor (environment: UserActivityTracking__Endpoint).
              UserActivityTracking:Credential:ApiKey: check digits differ, so a character is wrong or missing. Copy it again.
            {SwitchOff}
            """,
            _settings.Message()
        );
    }

    [TestMethod]
    public void Nothing_set_at_all_names_the_three_required_settings()
    {
        _settings.Clear();

        var message = _settings.Message();

        Assert.StartsWith("UserActivityTracking: 3 settings need attention.", message);
        Assert.Contains("UserActivityTracking:Endpoint is not set.", message);
        Assert.Contains("UserActivityTracking:ClientInstanceId is not set.", message);
        Assert.Contains("UserActivityTracking:Credential:ApiKey is not set.", message);
    }

    [TestMethod]
    [DataRow(
        "http://tracking.vendor.example",
        "is an http address; personal data leaves this process over TLS alone. Use https"
    )]
    [DataRow("http://localhost:5000", "set Tls:AllowInsecureLoopback to true")]
    [DataRow("https://tracking.vendor.example/v1/activities", "ends in /v1/activities, which the library adds itself")]
    [DataRow("https://tracking.vendor.example/base/V1/Activities/", "Set it to the base address before that")]
    [DataRow("https://tracking.vendor.example/v1/heartbeat", "ends in /v1/heartbeat, which the library adds itself")]
    [DataRow("https://tracking.vendor.example?tenant=1", "holds a query or fragment")]
    [DataRow("https://user:hunter2@tracking.vendor.example", "holds a user name. Remove it")]
    [DataRow("tracking.vendor.example", "is not an https address")]
    [DataRow("ftp://tracking.vendor.example", "is not an https address")]
    public void A_wrong_endpoint_is_refused_with_the_fix(string endpoint, string fix)
    {
        _settings["Endpoint"] = endpoint;

        var message = _settings.Message();

        Assert.StartsWith(
            "UserActivityTracking: 1 setting needs attention.\n  UserActivityTracking:Endpoint: ",
            message
        );
        Assert.Contains(fix, message);
        Assert.DoesNotContain("hunter2", message);
    }

    [TestMethod]
    public void Http_on_loopback_is_allowed_when_somebody_said_so()
    {
        _settings["Endpoint"] = "http://127.0.0.1:5000/prefix";
        _settings["Tls:AllowInsecureLoopback"] = "true";

        Assert.AreEqual("/prefix", _settings.Read().Endpoint!.AbsolutePath);
    }

    [TestMethod]
    [DataRow("acme..prod", "holds two dots in a row")]
    [DataRow("..", "holds two dots in a row")]
    [DataRow("Acme", "is no instance id (4 characters)")]
    [DataRow("acme prod", "1 to 64 of a-z, 0-9, dot, hyphen and underscore")]
    [DataRow("-acme", "beginning and ending with a letter or digit")]
    [DataRow("acme\n", "is no instance id (5 characters)")]
    [DataRow("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "is no instance id (65 characters)")]
    [DataRow("  ", "is not set. Set it to the id that your vendor gave this installation")]
    [DataRow(null, "is not set. Set it to the id that your vendor gave this installation")]
    public void A_missing_or_malformed_instance_id_is_refused(string? id, string complaint)
    {
        _settings["ClientInstanceId"] = id;

        var message = _settings.Message();

        Assert.Contains("UserActivityTracking:ClientInstanceId", message);
        Assert.Contains(complaint, message);
        Assert.Contains("1 setting needs attention", message);
    }

    [TestMethod]
    [DataRow("a")]
    [DataRow("0")]
    [DataRow("a.b-c_d")]
    [DataRow("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void A_valid_instance_id_is_taken(string id)
    {
        _settings["ClientInstanceId"] = id;

        Assert.AreEqual(id, _settings.Read().ClientInstanceId);
    }

    [TestMethod]
    public void A_missing_credential_is_refused()
    {
        _settings["Credential:ApiKey"] = "";

        Assert.Contains(
            "UserActivityTracking:Credential:ApiKey is not set. Set it to the API key from your vendor, or set Credential:ApiKeyFile",
            _settings.Message()
        );
    }

    [TestMethod]
    public void Two_credentials_are_refused()
    {
        using var file = new TemporaryFile(Some.ApiKey);
        _settings["Credential:ApiKeyFile"] = file.Path;

        Assert.Contains(
            "UserActivityTracking:Credential:ApiKeyFile: is set beside Credential:ApiKey. Keep one of the two",
            _settings.Message()
        );
    }

    [TestMethod]
    public void A_credential_file_is_read_and_its_faults_are_told_without_its_content()
    {
        using var good = new TemporaryFile(Some.ApiKey + "\n");
        using var bad = new TemporaryFile("bst1_canary");
        _settings["Credential:ApiKey"] = null;

        _settings["Credential:ApiKeyFile"] = good.Path;
        Assert.AreEqual(good.Path, _settings.Read().Credential.ApiKeyFile);

        _settings["Credential:ApiKeyFile"] = bad.Path;
        Assert.Contains("the key in the file has 11 characters, but an API key has 66", _settings.Message());
        Assert.DoesNotContain("canary", _settings.Message());

        _settings["Credential:ApiKeyFile"] = "relative/key";
        Assert.Contains("is not an absolute path", _settings.Message());

        _settings["Credential:ApiKeyFile"] = good.Path + "\0";
        Assert.Contains("names a file that is missing or cannot be read", _settings.Message());

        _settings["Credential:ApiKeyFile"] = good.Path + ".missing";
        Assert.Contains("names a file that is missing or cannot be read", _settings.Message());
    }

    [TestMethod]
    [DataRow("Delivery:MaxBatchCount", "0", "is 0. Allowed are 1 to 500")]
    [DataRow("Delivery:MaxBatchCount", "501", "is 501. Allowed are 1 to 500")]
    [DataRow("Delivery:MaxBatchBytes", "1000", "is 1000. Allowed are 32768 to 262144")]
    [DataRow("Delivery:Linger", "00:02:00", "is 00:02:00. Allowed are 00:00:00 to 00:01:00")]
    [DataRow("Delivery:RequestTimeout", "00:00:01", "is 00:00:01. Allowed are 00:00:05 to 00:05:00")]
    [DataRow(
        "Delivery:RequestTimeout",
        "30",
        "is 30.00:00:00. Allowed are 00:00:05 to 00:05:00. A number alone counts days; write 00:00:30 for 30 seconds"
    )]
    [DataRow("Delivery:Compression", "gzip,none", "cannot be read. Give Gzip or None")]
    [DataRow("Delivery:ShutdownTimeout", "-00:00:01", "is -00:00:01. Allowed are 00:00:00 to 00:00:30")]
    [DataRow("Delivery:MaxRetryDelay", "02:00:00", "is 02:00:00. Allowed are 00:00:10 to 01:00:00")]
    [DataRow("Proxy", "socks5://proxy.example", "is neither system nor none nor an absolute http address")]
    [DataRow("Tls:TrustedRoots", "roots.pem", "is not an absolute path")]
    [DataRow("Tls:TrustedRoots", "/missing/roots.pem", "names a file that does not exist")]
    [DataRow("Enabled", "yes", "cannot be read. Give true or false")]
    [DataRow("Delivery:MaxBatchCount", "many", "cannot be read. Give a whole number")]
    [DataRow("Delivery:Linger", "soon", "cannot be read. Give a duration such as 00:00:30")]
    [DataRow("Delivery:Compression", "zstd", "cannot be read. Give Gzip or None")]
    [DataRow("FailureMode", "7", "cannot be read. Give Report or Throw")]
    [DataRow("Baseline", "all", "cannot be read. Give Ask or Send or Skip")]
    public void A_setting_out_of_its_range_is_refused_with_the_range(string name, string value, string complaint)
    {
        _settings[name] = value;

        Assert.AreEqual(
            $"UserActivityTracking: 1 setting needs attention.\n  UserActivityTracking:{name}: {complaint}",
            _settings.Message()[..(_settings.Message().IndexOf(complaint) + complaint.Length)]
        );
    }

    [TestMethod]
    public void A_root_file_without_a_certificate_is_refused()
    {
        using var file = new TemporaryFile("no certificate");
        _settings["Tls:TrustedRoots"] = file.Path;

        Assert.Contains(
            "UserActivityTracking:Tls:TrustedRoots: names a file without a BEGIN CERTIFICATE block",
            _settings.Message()
        );
    }

    [TestMethod]
    public void A_root_file_that_is_no_certificate_is_refused()
    {
        using var file = new TemporaryFile("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        _settings["Tls:TrustedRoots"] = file.Path;

        Assert.Contains(
            "UserActivityTracking:Tls:TrustedRoots: names a file that cannot be read as PEM",
            _settings.Message()
        );
    }

    [TestMethod]
    public void With_Enabled_false_nothing_else_is_required()
    {
        _settings.Clear();
        _settings["Enabled"] = "false";

        Assert.IsFalse(_settings.Read().Enabled);
    }
}
