using System.Security.Cryptography;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Audit;

/// <summary>Walks the chain by number, one entry in memory at a time, and finds the first link that does not hold.</summary>
internal sealed class AuditVerification(EndpointStore store, AuditChain chain)
{
    /// <param name="noted">A head that was noted elsewhere, with which the chain is compared; a chain that was cut at its end is whole but for that.</param>
    public Task<AuditFinding> RunAsync(AuditHead? noted = null) => store.ReportAsync(db => WalkAsync(db, noted));

    /// <summary>Gives the newest entry, or the place at which the chain begins where there is none.</summary>
    public static async Task<AuditHead> HeadAsync(EndpointDbContext db)
    {
        var last = await db.AuditEntries.AsNoTracking().OrderByDescending(row => row.Number).FirstOrDefaultAsync();
        return last is not null ? new AuditHead(last.Number, last.Hash) : HeadOf(await StartAsync(db));
    }

    private static Task<AuditStartRow?> StartAsync(EndpointDbContext db) =>
        db.AuditStarts.AsNoTracking().SingleOrDefaultAsync();

    private static AuditHead HeadOf(AuditStartRow? start) =>
        start is null ? new AuditHead(0, AuditChain.Beginning) : new AuditHead(start.Number, start.Hash);

    private async Task<AuditFinding> WalkAsync(EndpointDbContext db, AuditHead? noted)
    {
        var start = await StartAsync(db);
        var head = HeadOf(start);
        var isTooOld = noted?.Number < head.Number;
        var broken = JudgeStart(start) ?? Compare(head, noted);
        long count = 0;
        long? first = null;
        if (broken is null)
        {
            await foreach (var entry in db.AuditEntries.AsNoTracking().OrderBy(row => row.Number).AsAsyncEnumerable())
            {
                var next = new AuditHead(entry.Number, entry.Hash);
                broken = Judge(head, entry) ?? Compare(next, noted);
                if (broken is not null)
                {
                    break;
                }

                head = next;
                first ??= entry.Number;
                count++;
            }
        }

        return new AuditFinding(count, first, head, broken ?? JudgeEnd(head, noted)) { IsNotedTooOld = isTooOld };
    }

    private AuditBreak? JudgeStart(AuditStartRow? start) =>
        start is null || CryptographicOperations.FixedTimeEquals(start.Seal, chain.Seal(start.Number, start.Hash))
            ? null
            : new AuditBreak(
                start.Number,
                "is given as the last one that retention deleted, and the endpoint did not write that"
            );

    private AuditBreak? Judge(AuditHead before, AuditEntryRow entry)
    {
        if (entry.Number <= before.Number)
        {
            return new AuditBreak(entry.Number, "is older than the place at which the chain begins");
        }

        if (entry.Number > before.Number + 1)
        {
            return new AuditBreak(before.Number + 1, "is missing");
        }

        if (!before.Has(entry.Previous))
        {
            return new AuditBreak(entry.Number, "does not follow the entry before it");
        }

        return CryptographicOperations.FixedTimeEquals(entry.Hash, chain.Hash(entry))
            ? null
            : new AuditBreak(entry.Number, "is not as it was written");
    }

    private static AuditBreak? Compare(AuditHead head, AuditHead? noted) =>
        noted?.Number == head.Number && !noted.Has(head.Hash)
            ? new AuditBreak(head.Number, "is not the one that was noted")
            : null;

    private static AuditBreak? JudgeEnd(AuditHead head, AuditHead? noted) =>
        noted?.Number > head.Number
            ? new AuditBreak(head.Number + 1, "is missing, and so is every one after it: the chain was cut at its end")
            : null;
}
