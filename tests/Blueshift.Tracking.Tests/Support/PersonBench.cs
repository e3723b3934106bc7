using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Journaling;
using Blueshift.Tracking.Capture;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is one process with its journal on a disk in memory, and what a test does with it over and over.</summary>
internal sealed class PersonBench(
    CrashingFileSystem files,
    TimeProvider time,
    Action<UserActivityTrackingOptions>? change = null
) : IAsyncDisposable
{
    private readonly ActivityEncoder _encoder = new(Some.Options(change), time);

    public TestJournal Journal { get; } = new(files, Some.Folder, time) { Options = Some.Options(change) };

    public JournalBuffer Buffer => field ??= Journal.Start();

    public IBufferArchive Archive => Buffer.Archive;

    public BufferState State => Buffer.GetState();

    /// <summary>Gets the names of the epochs' keys on the disk.</summary>
    public IReadOnlyList<string> Epochs =>
        files.Paths.Where(path => path.Contains("/epochs/", StringComparison.Ordinal)).ToList();

    /// <summary>Records one activity for each key, in one append each.</summary>
    public async Task RecordAsync(params string[] keys)
    {
        foreach (var key in keys)
        {
            var user = Some.User(key, firstName: $"First-{key}", email: $"{key}@customer.example");
            var refused = await Buffer.AppendAsync([_encoder.Encode(UserActivity.Created(user))]);
            Assert.AreEqual(RefusalReason.None, refused[0]);
        }
    }

    public async Task<Claim> ClaimAsync(int maxCount = 500)
    {
        var claim = await Buffer.ClaimAsync(maxCount, 256 * 1024, CancellationToken.None);
        Assert.IsNotNull(claim);
        return claim;
    }

    public ValueTask SettleAsync(Claim claim, params Settlement[] settlements) =>
        Buffer.SettleAsync(claim, settlements, CancellationToken.None);

    /// <summary>Claims and delivers everything that can be claimed.</summary>
    public async Task<IReadOnlyList<(string Source, ClaimedActivity Activity)>> DrainAsync()
    {
        await Buffer.OpenAsync(CancellationToken.None);
        var all = new List<(string, ClaimedActivity)>();
        while (await Buffer.ClaimAsync(500, 256 * 1024, CancellationToken.None) is { } claim)
        {
            all.AddRange(
                claim.Activities.Select(one =>
                    (claim.Source, new ClaimedActivity(one.Sequence, one.Id, one.Bytes.ToArray()))
                )
            );
            await SettleAsync(claim, Enumerable.Repeat(Settlement.Delivered, claim.Activities.Count).ToArray());
        }
        return all;
    }

    public ValueTask<PersonFindings> EraseAsync(string key) =>
        Archive.EraseAsync(PersonPredicate.Of(PersonQuery.ByKey(key)), CancellationToken.None);

    public ValueTask<PersonFindings> FindAsync(string key) =>
        Archive.FindAsync(PersonPredicate.Of(PersonQuery.ByKey(key)), CancellationToken.None);

    /// <summary>Counts where a user's values still stand, whatever of the files is opened with whatever key.</summary>
    public async Task<int> TracesAsync(string key) =>
        await new JournalContents(files, Some.Folder, time).CountAsync($"First-{key}")
        + await new JournalContents(files, Some.Folder, time).CountAsync($"{key}@customer.example");

    public ValueTask DisposeAsync() => Buffer.DisposeAsync();
}
