using System.Diagnostics.Metrics;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Dispatch;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Blueshift.Tracking.Tests.Diagnostics;

/// <summary>docs/operating.md lists every instrument and every tag, and nothing that is not there.</summary>
[TestClass]
public sealed class TrackingMeterTests
{
    private static readonly IReadOnlyList<IReadOnlyList<string>> Listed = OperatingPages.Table(
        "Instrument",
        "Kind",
        "Unit",
        "Tags"
    );

    [TestMethod]
    public async Task The_page_lists_each_instrument_with_its_kind_unit_and_tags_and_no_other()
    {
        var services = new ServiceCollection();
        services.AddMetrics();
        Some.Disk(services);
        Some.Network(services, new ScriptedTransport());
        services.AddUserActivityTracking(Some.Settings);
        await using var provider = services.BuildServiceProvider();
        var factory = provider.GetRequiredService<IMeterFactory>();
        using var heard = new HeardMeasurements(factory);

        provider.GetRequiredService<IUserActivityTracker>();
        Exercise(provider.GetRequiredService<TrackingMeter>());
        heard.ReadGauges();

        Assert.AreSequenceEqual(
            Listed.Select(row => string.Join(" | ", row.Take(4))).Order(StringComparer.Ordinal),
            heard.Lines().Order(StringComparer.Ordinal)
        );
    }

    [TestMethod]
    public void The_page_lists_the_values_of_each_tag_and_no_other()
    {
        using var factory = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = factory.GetRequiredService<IMeterFactory>();
        using var heard = new HeardMeasurements(meters);
        using var meter = new TrackingMeter(meters);

        Exercise(meter);

        var listed = OperatingPages
            .Table("Instrument", "Tag", "Values")
            .SelectMany(row => row[2].Split(' ').Select(value => $"{row[0]} {row[1]}={value}"));
        Assert.AreSequenceEqual(listed.Order(StringComparer.Ordinal), heard.Values().Order(StringComparer.Ordinal));
    }

    [TestMethod]
    public void What_is_lost_begins_at_zero_for_each_reason_so_that_the_first_is_seen()
    {
        using var factory = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = factory.GetRequiredService<IMeterFactory>();
        using var heard = new HeardMeasurements(meters);
        using var meter = new TrackingMeter(meters);

        meter.Begin();

        var listed = OperatingPages
            .Table("Instrument", "Tag", "Values")
            .Where(row => row[0] is "activities.refused" or "activities.dropped")
            .SelectMany(row => row[2].Split(' ').Select(value => $"{row[0]} {row[1]}={value}"));
        Assert.AreSequenceEqual(listed.Order(StringComparer.Ordinal), heard.Values().Order(StringComparer.Ordinal));
        Assert.AreEqual(0, heard.Sum);
    }

    [TestMethod]
    public void A_listener_that_throws_is_nobody_s_fault_but_its_own()
    {
        using var factory = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = factory.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, heard) =>
        {
            if (instrument.Meter.Scope == meters)
            {
                heard.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => throw new InvalidOperationException());
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => throw new InvalidOperationException());
        listener.Start();
        using var meter = new TrackingMeter(meters);

        Exercise(meter);
    }

    // Everything that is ever counted, with every value that is ever given.
    private static void Exercise(TrackingMeter meter)
    {
        meter.Captured(2);
        meter.Late(1, 1);
        Each<UserActivityStatus>(status => meter.Recorded(status, 1));
        Each<RefusalReason>(reason => meter.Refused(reason, 1));
        Each<DropReason>(reason => meter.Dropped(reason));
        foreach (var member in new[] { "firstName", "lastName", "email" })
        {
            Each<TextRules>(rule => meter.Adjusted(member, rule.ToString()));
        }
        foreach (var reason in DeadLetterReasons())
        {
            meter.DeadLettered(reason);
        }
        ExerciseCapture(meter);
        meter.Delivered("accepted", 1);
        meter.Delivered("duplicate", 1);
        foreach (var outcome in Outcomes())
        {
            meter.Attempted(outcome);
            meter.Delivering(outcome, TimeSpan.FromSeconds(1));
        }
        foreach (var outcome in new[] { MeasuredCall.Recorded, MeasuredCall.Refused, MeasuredCall.Thrown })
        {
            meter.Tracking(outcome, TimeSpan.FromSeconds(1));
        }
    }

    private static void ExerciseCapture(TrackingMeter meter)
    {
        var skipped = new[]
        {
            RefusalReason.OutboxMissing,
            RefusalReason.StorageFault,
            RefusalReason.KeyUnavailable,
            RefusalReason.BufferFull,
            RefusalReason.Stopped,
        };
        foreach (var reason in skipped)
        {
            meter.CaptureSkipped(reason, 1);
        }
        foreach (var step in new[] { "find", "read", "judge", "look", "key", "row", "commit", "hint", "track" })
        {
            meter.CaptureFaulted(step);
        }
    }

    // What the contract lets an endpoint say, and a batch that was refused with one activity alone.
    private static IEnumerable<string> DeadLetterReasons() =>
        ContractSchema
            .RejectionReasons()
            .Select(reason => VerdictPolicy.Settle(new(VerdictStatus.Rejected, reason, null), DateTimeOffset.UnixEpoch))
            .Where(settlement => settlement.Kind == SettlementKind.DeadLetter)
            .Select(settlement => settlement.Reason!)
            .Append(BatchSettling.BatchRefused);

    private static IEnumerable<string> Outcomes() =>
        Enum.GetValues<DeliveryFault>()
            .Where(fault => fault != DeliveryFault.None)
            .Select(fault => DeliveryAnswer.TryLater(fault, ""))
            .Append(DeliveryAnswer.Of([]))
            .Append(DeliveryAnswer.BatchRefused(""))
            .Select(DeliveryOutcome.Of)
            .Append(DeliveryOutcome.Fault);

    // None is said of nothing.
    private static void Each<T>(Action<T> act)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>().Where(value => value.ToString() != "None"))
        {
            act(value);
        }
    }
}
