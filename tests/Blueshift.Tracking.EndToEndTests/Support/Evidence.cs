using System.Globalization;
using System.Text.RegularExpressions;
using Blueshift.Tracking.KillTarget;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Compares what processes said is recorded with what the endpoint has.</summary>
internal sealed class Evidence
{
    private readonly HashSet<string> _recorded = [];

    /// <summary>Gets, for each worker of each life, how many activities were certainly made.</summary>
    private readonly Dictionary<(int Life, int Worker), int> _made = [];

    public int Recorded => _recorded.Count;

    /// <summary>Notes what a process said before its end.</summary>
    public void Add(TargetProcess process)
    {
        foreach (var id in process.Recorded)
        {
            Assert.IsTrue(_recorded.Add(id), $"{id} was said to be recorded twice.");
            var (life, worker, number) = NumberedId.Parse(id);
            _made[(life, worker)] = Math.Max(_made.GetValueOrDefault((life, worker)), number + 1);
        }
    }

    /// <summary>Asserts that everything recorded arrived once and nothing else but what was under way at a kill.</summary>
    public void AssertArrived(IReadOnlyList<string> stored)
    {
        var arrived = stored.ToHashSet(StringComparer.Ordinal);
        Assert.HasCount(arrived.Count, stored, "Something arrived twice.");
        Assert.IsEmpty(_recorded.Where(id => !arrived.Contains(id)), "Recorded, and never arrived.");
        Assert.IsEmpty(arrived.Where(id => !WasMade(NumberedId.Parse(id))), "Arrived, and was never made.");
    }

    /// <summary>Reads the counters of the buffer from the message of a stop.</summary>
    public static (long Recorded, long Delivered, long Waiting, long DeadLetters, long Dropped) Counters(string stop)
    {
        var numbers = Regex
            .Matches(
                stop,
                "(?<number>[0-9]+) (recorded|delivered|waiting|dead|dropped)",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            )
            .Select(match => long.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture))
            .ToList();
        return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }

    // The call that was under way at the kill may have come to the disk; its caller never knew.
    private bool WasMade(NumberedId id)
    {
        var size = Worker.CallSize(id.Worker);
        return id.Number < ((_made.GetValueOrDefault((id.Life, id.Worker)) / size) + 1) * size;
    }
}
