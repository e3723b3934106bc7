using Blueshift.Tracking.EndToEndTests.Support;
using Blueshift.Tracking.EndToEndTests.Support.Canaries;

namespace Blueshift.Tracking.EndToEndTests.Privacy;

/// <summary>
/// People with unmistakable values go every way through the library. Whatever comes out of it and of .NET beside the body of a request is
/// searched for a value in any form: nothing may be found. A path that failed is run alone with <c>BLUESHIFT_CANARY_PATH</c>, its name.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class CanaryTests
{
    private static readonly int People = Assurance.Count(slice: 20, full: 10_000);

    private static readonly List<CanaryPath> Paths =
    [
        .. VerdictPaths.All,
        .. AnswerPaths.All,
        .. BrokenPaths.All,
        .. RawPaths.All,
        .. RefusalPaths.All,
        .. StoragePaths.All,
        .. PersonPaths.All,
        .. HostPaths.All,
        .. ProcessPaths.All,
        .. EndpointPaths.All,
    ];

    private static EventWatch s_events = null!;

    [ClassInitialize]
    public static void Listen(TestContext context)
    {
        _ = context;
        s_events = new EventWatch(source => !EventWatch.IsPrivate(source));
    }

    [ClassCleanup]
    public static void StopListening() => s_events.Dispose();

    public static IEnumerable<string> Names =>
        Environment.GetEnvironmentVariable("BLUESHIFT_CANARY_PATH") is { Length: > 0 } name
            ? [name]
            : Paths.Select(path => path.Name);

    [TestMethod]
    [DynamicData(nameof(Names))]
    [Timeout(Assurance.Timeout, CooperativeCancellation = true)]
    public async Task Nothing_of_a_person_comes_out(string path)
    {
        await using var run = new CanaryRun(People, s_events);

        await Paths.Single(one => one.Name == path).RunAsync(run);
        await run.StopAsync();
        run.Watch.Files(run.Folder);

        Assert.IsNotEmpty(run.Watch.Search.Searched);
        Assert.IsEmpty(run.Watch.Search.Hits, string.Join('\n', run.Watch.Search.Hits));
    }

    [TestMethod]
    public void At_least_forty_paths_are_gone_and_each_has_a_name_of_its_own()
    {
        Assert.IsGreaterThanOrEqualTo(40, Paths.Count);
        Assert.HasCount(Paths.Count, Paths.Select(path => path.Name).Distinct());
    }
}
