using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CentralEndpoint.Benchmarks;

/// <summary>Makes the activities of an instance over two years: users come, some go, some come back. Always the same for the same name.</summary>
internal static class History
{
    private const int DaysBack = 730;
    private static readonly DateTimeOffset Start = new DateTimeOffset(DateTime.UtcNow.Date, TimeSpan.Zero).AddDays(
        -DaysBack
    );

    [SuppressMessage("Security", "CA5394", Justification = "Repeatable, and no secret.")]
    public static IEnumerable<MadeActivity> Of(string instance, int count)
    {
        var random = new Random(instance.Sum(static c => c));
        var span = (long)TimeSpan.FromDays(DaysBack - 1).TotalMilliseconds;
        var times = Enumerable.Range(0, count).Select(_ => random.NextInt64(span)).Order().ToArray();
        var (active, gone) = (new List<string>(), new List<string>());
        for (var number = 0; number < count; number++)
        {
            var (subject, added) = Next(random, active, gone);
            yield return new MadeActivity(
                new Guid(RandomBytes(random)).ToString("D"),
                subject,
                added,
                Start.AddMilliseconds(times[number]).ToUnixTimeMilliseconds(),
                (number + 1).ToString("D19", CultureInfo.InvariantCulture)
            );
        }
    }

    [SuppressMessage("Security", "CA5394", Justification = "As above.")]
    private static (string Subject, bool Added) Next(Random random, List<string> active, List<string> gone)
    {
        var choice = random.NextDouble();
        if (choice < 0.4 && active.Count > 20)
        {
            return (Move(random, active, gone), false);
        }

        if (choice < 0.6 && gone.Count > 20)
        {
            return (Move(random, gone, active), true);
        }

        var subject = Base64Url.EncodeToString(RandomBytes(random));
        active.Add(subject);
        return (subject, true);
    }

    [SuppressMessage("Security", "CA5394", Justification = "As above.")]
    private static string Move(Random random, List<string> from, List<string> to)
    {
        var index = random.Next(from.Count);
        var subject = from[index];
        from[index] = from[^1];
        from.RemoveAt(from.Count - 1);
        to.Add(subject);
        return subject;
    }

    [SuppressMessage("Security", "CA5394", Justification = "As above.")]
    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return bytes;
    }
}
