using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Takes encoded activities apart and puts them together, so that a test can say what it is about.</summary>
internal static class SingleActivities
{
    public static EncodedActivity Encode(this ActivityEncoder encoder, UserActivity activity)
    {
        using var scratch = new ActivityScratch();
        encoder.Encode(activity, scratch);
        return scratch.Activities.ToSingle().Single();
    }

    public static IReadOnlyList<EncodedActivity> ToSingle(this EncodedActivities activities)
    {
        var single = new List<EncodedActivity>();
        var records = activities.Records;
        while (ActivityRecord.TryRead(records, out var record))
        {
            single.Add(
                new EncodedActivity(
                    record.Id,
                    record.KeyText(),
                    record.Subject.ToArray(),
                    record.Status,
                    record.Bytes.ToArray()
                )
            );
            records = records[record.All.Length..];
        }
        return single;
    }

    /// <summary>Appends all of them, in parts of what one append takes.</summary>
    /// <returns>Why each is refused; <see cref="RefusalReason.None"/> when it is recorded.</returns>
    public static async Task<IReadOnlyList<RefusalReason>> AppendAsync(
        this IActivityBuffer buffer,
        IReadOnlyList<EncodedActivity> activities,
        CancellationToken cancellationToken = default
    )
    {
        var refusals = new List<RefusalReason>();
        for (var next = 0; next < activities.Count; )
        {
            using var part = new EncodedActivities();
            for (; next < activities.Count && part.HasRoom; next++)
            {
                part.Add(activities[next]);
            }
            var result = await buffer.AppendAsync(part, cancellationToken);
            refusals.AddRange(Enumerable.Repeat(RefusalReason.None, result.Recorded));
            refusals.AddRange(Enumerable.Repeat(result.Refusal, part.Count - result.Recorded));
        }
        return refusals;
    }

    public static void Add(this EncodedActivities part, EncodedActivity activity)
    {
        part.Begin(activity.Id, activity.Key, activity.Subject.Span, activity.Status);
        var bytes = part.GetSpan(activity.Bytes.Length + 1);
        bytes[0] = (byte)'{';
        activity.Bytes.Span.CopyTo(bytes[1..]);
        part.Advance(activity.Bytes.Length + 1);
        part.End();
    }
}
