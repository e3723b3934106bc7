using Blueshift.Tracking.EndToEndTests.Support;

namespace Blueshift.Tracking.EndToEndTests.Privacy;

/// <summary>With <c>Enabled</c> false a whole host, as a process of its own, opens no socket, writes no file and starts no timer.</summary>
[TestClass]
public sealed class SwitchedOffTests
{
    private static readonly TrackedUser[] People = [Application.User(1), Application.User(2)];

    [TestMethod]
    public async Task Switched_off_no_socket_is_opened_no_file_written_and_no_timer_started()
    {
        using var host = new HostProcess();

        await host.RunAsync(new Dictionary<string, string> { ["UserActivityTracking__Enabled"] = "false" }, People);

        AssertLived(host, "Disabled");
        Assert.AreEqual(0, Number(host, "sockets"));
        Assert.AreEqual(0, Number(host, "networkEvents"));
        Assert.AreEqual(0, Number(host, "timers"));
        Assert.IsEmpty(host.Touched);
        Assert.Contains("Enabled is false", host.Output);
    }

    [TestMethod]
    public async Task The_same_host_switched_on_does_all_of_it_so_that_this_is_seen()
    {
        await using var server = await LoopbackServer.StartAsync(static _ => Task.CompletedTask);
        using var host = new HostProcess();
        var settings = new Dictionary<string, string>
        {
            ["UserActivityTracking__Endpoint"] = server.Address.ToString(),
            ["UserActivityTracking__ClientInstanceId"] = "acme-prod",
            ["UserActivityTracking__Credential__ApiKey"] = LoopbackServer.UnknownApiKey,
            ["UserActivityTracking__Tls__TrustedRoots"] = server.RootFile,
            ["UserActivityTracking__Delivery__ShutdownTimeout"] = "00:00:00",
        };

        await host.RunAsync(settings, People);

        AssertLived(host, "Recorded");
        Assert.IsGreaterThan(0, Number(host, "sockets"));
        Assert.IsGreaterThan(0, Number(host, "networkEvents"));
        Assert.IsGreaterThan(0, Number(host, "timers"));
        Assert.AreEqual("STATE_DIRECTORY", Assert.ContainsSingle(host.Touched));
    }

    private static void AssertLived(HostProcess host, string status)
    {
        Assert.AreEqual(0, host.ExitCode, host.Output);
        Assert.AreEqual(
            status,
            Assert.ContainsSingle(host.Footprint.GetProperty("statuses").EnumerateArray()).GetString()
        );
    }

    private static int Number(HostProcess host, string name) => host.Footprint.GetProperty(name).GetInt32();
}
