using System.Diagnostics;
using System.Diagnostics.Metrics;
using Blueshift.Tracking.EndToEndTests.Support.Canaries;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.EndToEndTests.Privacy;

/// <summary>Whatever a value is planted into is watched.</summary>
[TestClass]
[DoNotParallelize]
public sealed class CanaryWatchTests
{
    private static readonly string Value = Canary.User(7).Email!;

    [TestMethod]
    public void A_log_message_its_structure_its_scope_and_its_exception_are_watched()
    {
        var hits = Hits(watch =>
        {
            using var provider = new ServiceCollection().AddLogging(watch.AddTo).BuildServiceProvider();
            var logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger("Some");
            logger.Log(LogLevel.Trace, new EventId(1), $"{Value}", exception: null, (state, _) => state);
            logger.Log(LogLevel.Trace, new EventId(2), "nothing", new IOException(Value), (state, _) => state);
            using var scope = logger.BeginScope(new Dictionary<string, object?> { ["user"] = Value });
        });

        AssertHit("log, Some 1:", hits);
        AssertHit("log, Some 2 exception:", hits);
        AssertHit("log, Some scope {user}:", hits);
    }

    [TestMethod]
    public void An_event_is_watched()
    {
        using var source = new PlantingEventSource();

        AssertHit("event, Blueshift.Planting/Plant:", Hits(_ => source.Plant(Value)));
    }

    [TestMethod]
    public void A_trace_its_name_its_tags_its_baggage_and_its_events_are_watched()
    {
        using var source = new ActivitySource("Some.Source");

        var hits = Hits(_ =>
        {
            using var activity = source.StartActivity("operation")!;
            activity.DisplayName = Value;
            activity.SetTag("tag", Value).AddBaggage("baggage", Value);
            activity.AddEvent(new ActivityEvent("event", tags: new() { ["user"] = Value }));
        });

        AssertHit("trace, Some.Source/operation:", hits);
        AssertHit("trace, Some.Source/operation tag:", hits);
        AssertHit("trace, Some.Source/operation baggage:", hits);
        AssertHit("trace, Some.Source/operation event user:", hits);
    }

    [TestMethod]
    public void A_metric_s_tags_are_watched()
    {
        using var meter = new Meter("Some.Meter");
        var counter = meter.CreateCounter<long>("count");

        AssertHit(
            "metric, Some.Meter/count user:",
            Hits(_ => counter.Add(1, KeyValuePair.Create("user", (object?)Value)))
        );
    }

    [TestMethod]
    public void What_is_handed_to_a_subscriber_is_watched_down_to_the_body_of_a_request()
    {
        using var listener = new DiagnosticListener("Some.Listener");

        var hits = Hits(_ =>
        {
            listener.Write("Named", new { User = Value });
            using var request = new HttpRequestMessage { Content = new StringContent(Value) };
            listener.Write("Sent", request);
        });

        AssertHit("diagnostics, Some.Listener/Named .User:", hits);
        AssertHit("diagnostics, Some.Listener/Sent .Content:", hits);
    }

    [TestMethod]
    public void An_exception_that_is_caught_again_is_watched_with_its_data()
    {
        var hits = Hits(_ =>
        {
            try
            {
                throw new InvalidOperationException("nothing") { Data = { ["user"] = Value } };
            }
            catch (InvalidOperationException)
            {
                // Nobody hears of it.
            }
        });

        AssertHit("exception thrown, InvalidOperationException.Data:", hits);
    }

    [TestMethod]
    public void A_file_and_its_name_are_watched()
    {
        var folder = Directory.CreateTempSubdirectory("blueshift-planted-").FullName;
        File.WriteAllText(Path.Combine(folder, Canary.Marks["key"]), Value);

        var hits = Hits(watch => watch.Files(folder));
        Directory.Delete(folder, recursive: true);

        AssertHit("file name,", hits);
        AssertHit("file,", hits);
    }

    [TestMethod]
    public void What_is_written_to_Trace_is_watched() =>
        AssertHit("trace listener,", Hits(_ => Trace.WriteLine(Value)));

    private static IReadOnlyList<string> Hits(Action<CanaryWatch> plant)
    {
        using var events = new EventWatch(source => !EventWatch.IsPrivate(source));
        using var watch = new CanaryWatch(events);
        plant(watch);
        return watch.Search.Hits;
    }

    private static void AssertHit(string place, IReadOnlyList<string> hits) =>
        Assert.Contains(hit => hit.StartsWith(place), hits, string.Join('\n', hits));
}
