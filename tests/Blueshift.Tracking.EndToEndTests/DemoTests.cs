using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Demo.Processes;

namespace Blueshift.Tracking.EndToEndTests;

/// <summary>The demo as a newcomer runs it. The check run is part of .ci/run.</summary>
[TestClass]
public sealed class DemoTests
{
    private static readonly string[] Told =
    [
        "acme-prod     tracking to localhost, buffer journal (sealed, ",
        "globex-prod   tracking to localhost, buffer outbox (sealed, ",
        "20 users created                             recorded 20  waiting 20",
        "duplicate user refused by Identity: no activity, as it should be",
        "killed (SIGKILL) and started again: 10 waiting, all there",
        "endpoint      24 months of 12 invented clients told in ",
        "recorded 23 = delivered 23 + waiting 0 + dead letters 0 + dropped 0     duplicates at the endpoint 0     lost 0",
    ];

    private static readonly string[] ToldOnPostgres =
    [
        "globex-prod node 2, the same",
        "endpoints     both switched OFF",
        "20 users created                             recorded 20  waiting 20",
        "endpoints     both switched ON",
        "endpoint 2    killed (SIGKILL), a request on its way to it",
        "20 users created, delivered by endpoint 1    recorded 20  waiting 0",
        "endpoint 2    started again",
        "recorded 43 = delivered 43 + waiting 0 + dead letters 0 + dropped 0     duplicates at the endpoint 0     lost 0",
    ];

    [TestMethod]
    public async Task It_tells_its_story_stays_up_and_leaves_no_process_behind()
    {
        using var demo = ChildProcess.Start("Demo", [], new Dictionary<string, string>());
        await demo.WaitForLineAsync(
            "Everything stays up for looking",
            TimeSpan.FromSeconds(100),
            CancellationToken.None
        );
        var lines = demo.Lines;
        var ports = lines
            .SelectMany(line =>
                Regex.Matches(line, "localhost:(?<port>[0-9]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))
            )
            .Select(match => int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture))
            .ToList();

        using var end = Process.Start("kill", [IsInterruptIgnored() ? "-TERM" : "-INT", $"{demo.Id}"]);
        await demo.WaitForExitAsync(CancellationToken.None);

        Assert.AreEqual(0, demo.ExitCode, string.Join('\n', demo.Lines));
        Assert.HasCount(5, ports);
        foreach (var port in ports)
        {
            using var tcp = new TcpClient();
            await Assert.ThrowsExactlyAsync<SocketException>(
                () => tcp.ConnectAsync("localhost", port),
                $"{port} is still served"
            );
        }
        foreach (var told in Told)
        {
            Assert.Contains(line => line.Contains(told), lines);
        }
        Assert.DoesNotContain(line => line.Contains(".example"), lines);
    }

    // Six processes, and two minutes for them: by itself.
    [TestMethod]
    [DoNotParallelize]
    public async Task On_PostgreSQL_one_of_two_endpoints_is_killed_and_nothing_is_lost_or_counted_twice()
    {
        if (PostgresServer.FindBinaries() is null)
        {
            Assert.Inconclusive("This machine has no PostgreSQL. On Debian: apt-get install postgresql.");
        }
        using var demo = ChildProcess.Start("Demo", ["--postgres", "--check"], new Dictionary<string, string>());

        await demo.WaitForExitAsync(CancellationToken.None);

        Assert.AreEqual(0, demo.ExitCode, string.Join('\n', demo.Lines));
        var next = 0;
        foreach (var told in ToldOnPostgres)
        {
            next = demo.Lines.ToList().FindIndex(next, line => line.Contains(told)) + 1;
            Assert.AreNotEqual(0, next, $"{told}, in its turn, is not in\n{string.Join('\n', demo.Lines)}");
        }
    }

    [TestMethod]
    public async Task An_unknown_argument_is_told_and_nothing_starts()
    {
        using var demo = ChildProcess.Start("Demo", ["--chek"], new Dictionary<string, string>());

        await demo.WaitForExitAsync(CancellationToken.None);

        Assert.AreEqual(2, demo.ExitCode);
        Assert.AreSequenceEqual(["Usage: dotnet run --project samples/Demo [-- [--check] [--postgres]]"], demo.Lines);
    }

    // Whoever is started in the background, as by "nohup dotnet test &", ignores SIGINT, and so does what he starts: there is no Ctrl+C
    // then, and SIGTERM ends it.
    private static bool IsInterruptIgnored()
    {
        const int Interrupt = 2;
        const string Ignored = "SigIgn:";
        var line = File.ReadLines("/proc/self/status")
            .Single(line => line.StartsWith(Ignored, StringComparison.Ordinal));
        var signals = ulong.Parse(
            line.AsSpan(Ignored.Length).Trim(),
            NumberStyles.HexNumber,
            CultureInfo.InvariantCulture
        );
        return (signals >> (Interrupt - 1) & 1) == 1;
    }
}
