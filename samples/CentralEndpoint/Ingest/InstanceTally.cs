using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Ingest;

/// <summary>Counts what an instance ever sent, and what it sent today, in the transaction that stores it: every endpoint counts on.</summary>
internal static class InstanceTally
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <exception cref="ProblemException">The instance would have more stored in this day of UTC than it may; the transaction is to end.</exception>
    public static async Task AddAsync(
        EndpointDbContext db,
        string instance,
        BatchTally batch,
        int maxPerDay,
        DateTimeOffset now
    )
    {
        if (batch.Accepted + batch.Resent == 0)
        {
            return;
        }

        var (accepted, additions, resent) = batch;
        var (time, today) = (now.ToUnixTimeMilliseconds(), now.UtcTicks / TimeSpan.TicksPerDay);
        var changed = await db
            .Instances.Where(row => row.Id == instance)
            .Where(row => accepted == 0 || (row.ReceivedDay == today ? row.ReceivedToday : 0) + accepted <= maxPerDay)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(row => row.Activities, row => row.Activities + accepted)
                    .SetProperty(row => row.Additions, row => row.Additions + additions)
                    .SetProperty(row => row.Resent, row => row.Resent + resent)
                    .SetProperty(row => row.LastReceived, row => accepted == 0 ? row.LastReceived : time)
                    .SetProperty(
                        row => row.ReceivedToday,
                        row => (row.ReceivedDay == today ? row.ReceivedToday : 0) + accepted
                    )
                    .SetProperty(row => row.ReceivedDay, today)
            );
        if (changed == 0)
        {
            var untilTomorrow = Day - TimeSpan.FromTicks(now.UtcTicks % TimeSpan.TicksPerDay);
            throw new ProblemException(Problems.QuotaReached((int)Math.Ceiling(untilTomorrow.TotalSeconds)));
        }
    }
}
