using System.Diagnostics;
using System.Net;
using Blueshift.Tracking.EndToEndTests.Support;
using Demo.Processes;

namespace Blueshift.Tracking.EndToEndTests;

/// <summary>The demo's panel, pressed as a viewer presses it.</summary>
[TestClass]
public sealed class DemoPanelTests
{
    // Where each figure stands in a row.
    private const int Recorded = 0;
    private const int Delivered = 1;
    private const int Waiting = 2;

    // What the story makes.
    private const int Told = 23;

    // Five processes, and the demo's own story first: by itself.
    [TestMethod]
    [DoNotParallelize]
    public async Task Off_and_on_killed_and_back_the_backlog_grows_and_drains_and_nothing_is_lost()
    {
        using var demo = ChildProcess.Start("Demo", [], new Dictionary<string, string>());
        var address = await demo.WaitForLineAsync(
            "(?<address>http://localhost:[0-9]+) +panel: ",
            TimeSpan.FromSeconds(100),
            CancellationToken.None
        );
        using var panel = new DemoPanelPage(new Uri(address.Groups["address"].Value));
        await TheStoryComesFirstAsync(panel);
        await panel.WaitAsync(static page => !page.Contains("The story is still being told."));
        await OnlyItsOwnPageMayPressAsync(panel);

        await panel.PressAsync("endpoint/off");
        await panel.WaitAsync(static page => page.Contains("switched OFF"));
        await panel.PressAsync("acme-prod/create");
        await panel.PressAsync("globex-prod/create");
        var grown = await panel.WaitAsync(static page => DemoPanelPage.Row(page, "both")[Waiting] == 40);
        Assert.AreSequenceEqual([Told + 40, Told, 40, 0, 0, 0, 0], DemoPanelPage.Row(grown, "both"));

        await panel.WaitAsync(static page => !page.Contains("Under way"));
        await panel.PressAsync("acme-prod/kill");
        await panel.WaitAsync(static page => page.Contains("killed (SIGKILL), 20 waiting"));
        await panel.PressAsync("acme-prod/start");
        await panel.WaitAsync(static page => page.Contains("started again: 20 waiting, all there"));

        await panel.PressAsync("endpoint/on");
        await demo.WaitForLineAsync("Everything stays up", TimeSpan.FromSeconds(100), CancellationToken.None);
        var drained = await panel.WaitAsync(static page => IsSettled(page, Told + 40));
        Assert.AreSequenceEqual([Told + 40, Told + 40, 0, 0, 0, 0, 0], DemoPanelPage.Row(drained, "both"));

        await panel.PressAsync("globex-prod/deactivate");
        await panel.WaitAsync(static page => IsSettled(page, Told + 45));

        // So that it removes what it made.
        using var end = Process.Start("kill", ["-TERM", $"{demo.Id}"]);
        await demo.WaitForExitAsync(CancellationToken.None);
        Assert.AreEqual(0, demo.ExitCode, string.Join('\n', demo.Lines));
    }

    private static async Task TheStoryComesFirstAsync(DemoPanelPage panel)
    {
        await panel.PressAsync("endpoint/off");
        var page = await panel.WaitAsync(static page => page.Contains("has to wait: the story is still being told"));
        Assert.Contains("disabled", page);

        using var response = await panel.GetAsync("/");
        Assert.Contains("default-src 'none'", string.Join(' ', response.Headers.GetValues("Content-Security-Policy")));
        Assert.AreEqual("2", string.Join(' ', response.Headers.GetValues("Refresh")));
        using var paused = await panel.GetAsync("/?paused=true");
        Assert.IsFalse(paused.Headers.Contains("Refresh"), "It may be paused.");
    }

    private static async Task OnlyItsOwnPageMayPressAsync(DemoPanelPage panel)
    {
        foreach (var foreign in (string?[])["http://foreign.example", "null", null])
        {
            Assert.AreEqual(HttpStatusCode.Forbidden, await panel.PressAsync("endpoint/off", foreign), foreign);
        }
        await panel.WaitAsync(static page => IsSettled(page, Told));
    }

    // Everything recorded is delivered and nothing is lost, by a count of both ends.
    private static bool IsSettled(string page, int recorded)
    {
        var both = DemoPanelPage.Row(page, "both");
        return both[Recorded] == recorded && both[Delivered] == recorded && both[^1] == 0;
    }
}
