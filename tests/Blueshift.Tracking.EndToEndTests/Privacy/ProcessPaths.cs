using Blueshift.Tracking.EndToEndTests.Support;
using Blueshift.Tracking.EndToEndTests.Support.Canaries;

namespace Blueshift.Tracking.EndToEndTests.Privacy;

/// <summary>Everybody goes through a host that is a process of its own.</summary>
internal static class ProcessPaths
{
    public static IEnumerable<CanaryPath> All =>
        [
            new("a process that nobody answers", run => LiveAsync(run, exitsWell: true)),
            new("a process that an exception ends", CrashAsync),
        ];

    private static Task CrashAsync(CanaryRun run) =>
        LiveAsync(
            run,
            exitsWell: false,
            ("FailureMode", "Throw"),
            // As if there were no room.
            ("Buffer__MinFreeDiskBytes", $"{1L << 60}")
        );

    private static async Task LiveAsync(CanaryRun run, bool exitsWell, params (string Name, string Value)[] settings)
    {
        using var host = new HostProcess();
        var environment = settings
            .Append(("Endpoint", $"{CanaryRun.Nowhere}"))
            .Append(("ClientInstanceId", "acme-prod"))
            .Append(("Credential__ApiKeyFile", run.Write("api-key.txt", Canary.ApiKey)))
            .Append(("Buffer__Folder", run.Folder))
            .ToDictionary(setting => "UserActivityTracking__" + setting.Item1, setting => setting.Item2);

        await host.RunAsync(environment, run.People);

        Assert.AreEqual(exitsWell, host.ExitCode == 0, host.Output);
        Assert.Contains(exitsWell ? "Recorded" : nameof(UserActivityRefusedException), host.Output);
        run.Watch.Search.Text("output of a process", "both", host.Output);
        run.Watch.Search.Text("arguments and environment of a process", "both", host.Called);
        run.Watch.Files(host.PathOf(""));
    }
}
