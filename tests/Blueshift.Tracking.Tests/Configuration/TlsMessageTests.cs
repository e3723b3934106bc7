using System.Security.Cryptography;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Configuration;

/// <summary>What faulty settings of TLS are told as at start.</summary>
[TestClass]
public sealed class TlsMessageTests
{
    private static readonly string One = Convert.ToBase64String(SHA256.HashData([1]));
    private static readonly string Two = Convert.ToBase64String(SHA256.HashData([2]));

    private readonly TrackingSettings _settings = new();

    [TestMethod]
    public void Two_pins_are_read_in_their_order()
    {
        _settings["Tls:Pins:0"] = One;
        _settings["Tls:Pins:1"] = Two;
        _settings["Tls:Revocation"] = "refuse";

        var read = _settings.Read();

        Assert.AreSequenceEqual([One, Two], read.Tls.Pins);
        Assert.AreEqual(UnknownRevocation.Refuse, read.Tls.Revocation);
        Assert.IsEmpty(read.UnknownSettings);
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void One_pin_is_refused_also_when_it_is_there_twice(bool twice)
    {
        _settings["Tls:Pins:0"] = One;
        _settings["Tls:Pins:1"] = twice ? One : null;

        Assert.Contains(
            "UserActivityTracking:Tls:Pins: holds one pin, and needs at least 2 different ones. Pin the key that",
            _settings.Message()
        );
    }

    [TestMethod]
    [DataRow("sha256/")]
    [DataRow("x")]
    public void What_is_no_pin_is_refused(string before)
    {
        _settings["Tls:Pins:0"] = One;
        _settings["Tls:Pins:1"] = before + Two;

        Assert.Contains("UserActivityTracking:Tls:Pins: number 1 is not the base64 of 32 bytes", _settings.Message());
    }

    [TestMethod]
    [DataRow("Tls:Pins")]
    [DataRow("Tls:Pins:first")]
    [DataRow("Tls:PinsX:0")]
    [DataRow("Tls:Revocation:0")]
    public void A_name_that_only_looks_like_a_pin_is_no_setting(string name)
    {
        _settings[name] = One;

        Assert.AreEqual(
            "UserActivityTracking:" + name,
            Assert.ContainsSingle(_settings.Read().UnknownSettings).Setting
        );
    }

    [TestMethod]
    public void A_setting_of_revocation_that_is_none_says_which_there_are()
    {
        _settings["Tls:Revocation"] = "Ignore";

        Assert.Contains(
            "UserActivityTracking:Tls:Revocation: cannot be read. Give Allow or Refuse.",
            _settings.Message()
        );
    }
}
