using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Relational.Buffering;
using Blueshift.Tracking.Relational.Tests.Support;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Relational.Tests.Buffering;

[TestClass]
public sealed class OutboxArchiveTests : OutboxTest
{
    private OutboxArchive _archive = null!;

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task A_person_is_found_wherever_a_row_stands(OutboxProvider provider)
    {
        await BeginAsync(provider);
        await RecordAsync("eva", "eva", "eva", "tom");
        await SettleAsync(1, Settlement.DeadLetter("invalid-field"));
        await Buffer.ClaimAsync(1, 100_000, CancellationToken.None);

        var export = new ListedExport();
        var found = await _archive.ExportAsync(Whose("eva"), export, CancellationToken.None);

        Assert.AreEqual((1, 1, 1), (found.Waiting, found.OnTheWire, found.DeadLetters));
        Assert.AreSequenceEqual(
            [ArchiveStore.DeadLetter, ArchiveStore.OnTheWire, ArchiveStore.Waiting],
            export.Found.Select(one => one.Store)
        );
        Assert.AreEqual(3, (await _archive.FindAsync(Whose("eva"), CancellationToken.None)).Found);
        Assert.AreEqual(0, found.Erased);
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task Who_is_erased_can_be_read_in_no_row_and_everybody_else_stays(OutboxProvider provider)
    {
        await BeginAsync(provider);
        await RecordAsync("eva", "eva", "tom");
        await SettleAsync(1, Settlement.DeadLetter("invalid-field"));

        var erased = await _archive.EraseAsync(Whose("eva"), CancellationToken.None);

        Assert.AreEqual((2, 2, true), (erased.Found, erased.Erased, erased.IsComplete));
        Assert.AreEqual(1, await ReadableAsync());
        var state = Buffer.GetState();
        Assert.AreEqual((3, 1, 0, 2), (state.Recorded, state.Waiting, state.DeadLetters, state.Dropped));
        BufferIdentity.AssertHolds(state);
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task What_is_on_the_wire_is_unreadable_at_once_and_never_sent_again(OutboxProvider provider)
    {
        await BeginAsync(provider);
        await RecordAsync("eva", "eva");
        var claim = await Buffer.ClaimAsync(2, 100_000, CancellationToken.None);

        var erased = await _archive.EraseAsync(Whose("eva"), CancellationToken.None);

        Assert.AreEqual((2, 0), (erased.OnTheWire, erased.Erased));
        Assert.AreEqual(0, await ReadableAsync());
        await Buffer.SettleAsync(claim!, [Settlement.Delivered, Settlement.Release], CancellationToken.None);
        Assert.IsNull(await Buffer.ClaimAsync(2, 100_000, CancellationToken.None));
        var state = Buffer.GetState();
        Assert.AreEqual((2, 1, 0, 1), (state.Recorded, state.Delivered, state.Waiting, state.Dropped));
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task Dead_letters_are_listed_sent_again_and_deleted(OutboxProvider provider)
    {
        await BeginAsync(provider);
        await RecordAsync("eva", "tom");
        await SettleAsync(2, Settlement.DeadLetter("invalid-field"), Settlement.DeadLetter("malformed"));

        var letters = await _archive.ListDeadLettersAsync(CancellationToken.None);
        Assert.AreSequenceEqual(["invalid-field", "malformed"], letters.Select(letter => letter.Reason));
        Assert.AreSequenceEqual([1L, 2L], letters.Select(letter => letter.Sequence));
        Assert.IsTrue(await _archive.TryRetryDeadLetterAsync(letters[0].ActivityId, CancellationToken.None));
        Assert.IsTrue(await _archive.TryDeleteDeadLetterAsync(letters[1].ActivityId, CancellationToken.None));
        Assert.IsFalse(await _archive.TryDeleteDeadLetterAsync(letters[1].ActivityId, CancellationToken.None));
        Assert.IsFalse(await _archive.TryRetryDeadLetterAsync(Guid.NewGuid(), CancellationToken.None));

        var state = Buffer.GetState();
        Assert.AreEqual((2, 1, 0, 1), (state.Recorded, state.Waiting, state.DeadLetters, state.Dropped));
        Assert.AreEqual(
            letters[0].ActivityId,
            (await Buffer.ClaimAsync(9, 100_000, CancellationToken.None))!.Activities.Single().Id
        );
    }

    [TestMethod]
    [DataRow(OutboxProvider.Sqlite)]
    [DataRow(OutboxProvider.PostgreSql)]
    public async Task Without_tables_it_says_that_not_all_was_searched(OutboxProvider provider)
    {
        await BeginAsync(provider);
        await using var drop = Database.CreateCommand("DROP TABLE blueshift_outbox");
        await drop.ExecuteNonQueryAsync();

        Assert.IsFalse((await _archive.EraseAsync(Whose("eva"), CancellationToken.None)).IsComplete);
        Assert.IsEmpty(await _archive.ListDeadLettersAsync(CancellationToken.None));
        Assert.IsFalse(await _archive.TryRetryDeadLetterAsync(Guid.NewGuid(), CancellationToken.None));
        Assert.IsFalse(await _archive.TryDeleteDeadLetterAsync(Guid.NewGuid(), CancellationToken.None));
    }

    private protected override void Begun(OutboxProvider provider) =>
        _archive = Database.Archive(provider, Buffer, Some.Options());

    private async Task<long> ReadableAsync()
    {
        await using var count = Database.CreateCommand(
            "SELECT COUNT(*) FROM blueshift_outbox WHERE payload IS NOT NULL OR subject IS NOT NULL"
        );
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private static ActivityPredicate Whose(string key) => PersonPredicate.Of(PersonQuery.ByKey(key));
}
