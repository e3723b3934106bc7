using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

/// <summary>Whoever asks for a person gets each activity once, from the place where it is now.</summary>
[TestClass]
public sealed class JournalSearchTests
{
    private readonly ObservedTimeProvider _time = new();
    private readonly CrashingFileSystem _files;
    private readonly PersonBench _bench;

    public JournalSearchTests()
    {
        _files = new CrashingFileSystem(_time);
        _files.CreateFolder(Some.Folder);
        _bench = new PersonBench(_files, _time);
    }

    [TestMethod]
    public async Task Each_activity_is_exported_once_from_where_it_is()
    {
        await _bench.RecordAsync("ada", "ben", "ada", "ada", "ada", "ada");
        var claim = await _bench.ClaimAsync();
        var ids = claim.Activities.Select(one => one.Id).ToArray();
        await _bench.SettleAsync(
            claim,
            Settlement.Delivered,
            Settlement.Delivered,
            Settlement.DeadLetter("invalid-field"),
            Settlement.Park(_time.GetUtcNow().AddHours(1), "deferred"),
            Settlement.Release,
            Settlement.Release
        );
        await _bench.ClaimAsync(1);

        var (findings, found) = await ExportAsync("ada");

        Assert.AreSequenceEqual(
            [
                (ArchiveStore.Settled, ids[0]),
                (ArchiveStore.DeadLetter, ids[2]),
                (ArchiveStore.Waiting, ids[3]),
                (ArchiveStore.OnTheWire, ids[4]),
                (ArchiveStore.Waiting, ids[5]),
            ],
            found.OrderBy(one => Array.IndexOf(ids, one.Id))
        );
        Assert.AreEqual((1, 1, 1, 2), (findings.OnTheWire, findings.Settled, findings.DeadLetters, findings.Waiting));
    }

    [TestMethod]
    public async Task What_the_disk_does_not_give_back_is_said_to_be_missing()
    {
        await _bench.RecordAsync("ada");
        _files.Fail(
            (name, path) => name == "OpenRead" && path.EndsWith(".seg", StringComparison.Ordinal),
            StorageFault.Io
        );

        var (findings, found) = await ExportAsync("ada");

        Assert.IsEmpty(found);
        Assert.IsFalse(findings.IsComplete);
    }

    private async Task<(PersonFindings Findings, IReadOnlyList<(ArchiveStore Store, Guid Id)> Found)> ExportAsync(
        string key
    )
    {
        var export = new ListedExport();
        var matches = PersonPredicate.Of(PersonQuery.ByKey(key));
        return (await _bench.Archive.ExportAsync(matches, export, CancellationToken.None), export.Found);
    }
}
