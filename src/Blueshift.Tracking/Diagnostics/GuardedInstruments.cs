using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;

namespace Blueshift.Tracking.Diagnostics;

/// <summary>Measures without ever failing: what listens is the host's, and throws what it likes.</summary>
internal static class GuardedInstruments
{
    // A listener of the host runs inside the call, and its faults are not the caller's.
    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "A listener may throw anything."
    )]
    public static void AddGuarded(
        this Counter<long> counter,
        long count,
        params ReadOnlySpan<KeyValuePair<string, object?>> tags
    )
    {
        try
        {
            counter.Add(count, tags);
        }
        catch (Exception)
        {
            // The count is the listener's loss alone.
        }
    }

    public static void AddSome(
        this Counter<long> counter,
        long count,
        params ReadOnlySpan<KeyValuePair<string, object?>> tags
    )
    {
        if (count > 0)
        {
            counter.AddGuarded(count, tags);
        }
    }

    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "A listener may throw anything."
    )]
    public static void RecordGuarded(this Histogram<double> histogram, double value, KeyValuePair<string, object?> tag)
    {
        try
        {
            histogram.Record(value, tag);
        }
        catch (Exception)
        {
            // The measurement is the listener's loss alone.
        }
    }
}
