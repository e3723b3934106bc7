using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Journaling;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Opens and drains what became of the golden journal, and goes on with it as a host would.</summary>
internal sealed class GoldenDrain
{
    private readonly Dictionary<Guid, string> _known = Enumerable
        .Range(1, 60)
        .Select(number => Invented.Activities(number, 1)[0])
        .ToDictionary(one => one.Id, one => Convert.ToHexString(one.Bytes.Span));

    /// <summary>Fails for what is thrown, altered, unknown or out of balance, and for a new record that is not delivered.</summary>
    public async Task DrainAsync(DiskImage image)
    {
        var time = new FakeTimeProvider(GoldenJournal.DueAt);
        var disk = image.Load("/data", time);
        var journal = new TestJournal(disk, "/data", time);
        var delivered = new HashSet<Guid>();
        await using (var buffer = journal.Start())
        {
            await buffer.OpenAsync(CancellationToken.None);
            await DrainAsync(buffer, delivered);
            delivered.Clear();
            var refusals = await buffer.AppendAsync(Invented.Activities(51, 5), CancellationToken.None);
            await DrainAsync(buffer, delivered);

            Assert.IsTrue(refusals.All(refusal => refusal == RefusalReason.None), $"{refusals[0]}");
            Assert.IsTrue(Enumerable.Range(51, 5).All(number => delivered.Contains(Invented.Id(number))));
            time.Advance(TimeSpan.FromMinutes(1));
            BufferIdentity.AssertHolds(buffer.GetState());
        }
        await using var again = journal.Start();
        await again.OpenAsync(CancellationToken.None);
        BufferIdentity.AssertHolds(again.GetState());
        Assert.IsEmpty(journal.Log.Collector.GetSnapshot().Where(record => record.Exception is not null));
    }

    private async Task DrainAsync(JournalBuffer buffer, HashSet<Guid> delivered)
    {
        BufferIdentity.AssertHolds(buffer.GetState());
        while (await buffer.ClaimAsync(100, int.MaxValue, CancellationToken.None) is { } claim)
        {
            foreach (var activity in claim.Activities)
            {
                Assert.AreEqual(_known[activity.Id], Convert.ToHexString(activity.Bytes.Span));
                delivered.Add(activity.Id);
            }
            await buffer.SettleAsync(
                claim,
                Enumerable.Repeat(Settlement.Delivered, claim.Activities.Count).ToArray(),
                CancellationToken.None
            );
            BufferIdentity.AssertHolds(buffer.GetState());
        }
    }
}
