using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

[TestClass]
public sealed class MissingKeyTests
{
    private const string Key = "/data/keys/k1.key";
    private const int Unreadable = 1044;

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    [TestMethod]
    public async Task A_process_that_starts_without_the_key_of_what_waits_says_so_and_counts_it()
    {
        var disk = new CrashingFileSystem(_time);
        disk.CreateFolder("/data");
        await using (var before = new TestJournal(disk, "/data", _time).Start())
        {
            await before.AppendAsync(Invented.Activities(1, 2), CancellationToken.None);
        }
        disk.Delete(Key);

        var journal = new TestJournal(disk, "/data", _time);
        await using var after = journal.Start();
        await after.OpenAsync(CancellationToken.None);

        Assert.AreEqual(2, after.GetState().Waiting);
        Assert.ContainsSingle(record => record.Id.Id == Unreadable, journal.Log.Collector.GetSnapshot());
    }
}
