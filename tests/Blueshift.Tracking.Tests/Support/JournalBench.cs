using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Journaling;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a disk in memory, a clock, and processes that use one journal after another or side by side.</summary>
internal sealed class JournalBench
{
    private readonly EncodedActivity[] _activities = JournalScript.Encoded(6000);
    private int _next;

    public JournalBench(Action<BufferOptions>? change = null, IJournalKeyProvider? keys = null)
    {
        Disk = new CrashingFileSystem(Time);
        Disk.CreateFolder(Some.Folder);
        Journal = Process(Time, change, keys);
    }

    public ObservedTimeProvider Time { get; } = new();

    public CrashingFileSystem Disk { get; }

    /// <summary>Gets what starts processes that share the clock.</summary>
    public TestJournal Journal { get; }

    public IEnumerable<string> Segments => Disk.Paths.Where(path => path.Contains("/log/", StringComparison.Ordinal));

    /// <summary>Makes what starts a process with a clock of its own.</summary>
    public TestJournal Process(
        TimeProvider time,
        Action<BufferOptions>? change = null,
        IJournalKeyProvider? keys = null
    ) =>
        new(Disk, Some.Folder, time)
        {
            Options = Some.Options(options =>
            {
                options.Buffer.MinFreeDiskBytes = 0;
                change?.Invoke(options.Buffer);
            }),
            Keys = keys,
        };

    public async Task<JournalBuffer> StartAsync()
    {
        var buffer = Journal.Start();
        await buffer.OpenAsync(CancellationToken.None);
        return buffer;
    }

    /// <summary>Starts a process, appends, and ends it in order.</summary>
    public async Task<IReadOnlyList<Guid>> LiveAsync(int count)
    {
        var buffer = await StartAsync();
        var ids = await AppendAsync(buffer, count);
        await buffer.DisposeAsync();
        return ids;
    }

    public EncodedActivity[] Next(int count)
    {
        _next += count;
        return _activities[(_next - count).._next];
    }

    /// <summary>Appends, and asserts that all are recorded.</summary>
    public async Task<IReadOnlyList<Guid>> AppendAsync(IActivityBuffer buffer, int count)
    {
        var activities = Next(count);
        var answers = await buffer.AppendAsync(activities);
        Assert.IsTrue(answers.All(answer => answer == RefusalReason.None), $"{answers[^1]}");
        return activities.Select(one => one.Id).ToArray();
    }

    /// <summary>Claims and settles alike until nothing is claimable.</summary>
    public static async Task<IReadOnlyList<(string Source, long Sequence, Guid Id)>> SettleAsync(
        IActivityBuffer buffer,
        Settlement settlement,
        int atMost = int.MaxValue
    )
    {
        var settled = new List<(string, long, Guid)>();
        while (
            settled.Count < atMost
            && await buffer.ClaimAsync(Math.Min(100, atMost - settled.Count), int.MaxValue, CancellationToken.None)
                is { } claim
        )
        {
            settled.AddRange(claim.Activities.Select(one => (claim.Source, one.Sequence, one.Id)));
            await buffer.SettleAsync(
                claim,
                Enumerable.Repeat(settlement, claim.Activities.Count).ToArray(),
                CancellationToken.None
            );
        }
        return settled;
    }

    /// <summary>Delivers all that is claimable.</summary>
    /// <returns>The ids in the order in which they were delivered.</returns>
    public static async Task<IReadOnlyList<Guid>> DeliverAsync(IActivityBuffer buffer, int atMost = int.MaxValue)
    {
        var delivered = await SettleAsync(buffer, Settlement.Delivered, atMost);
        BufferIdentity.AssertHolds(buffer.GetState());
        return delivered.Select(one => one.Id).ToArray();
    }

    /// <summary>Lets the process look around, which is due every minute.</summary>
    public void PassLook() => Time.Advance(TimeSpan.FromSeconds(61));
}
