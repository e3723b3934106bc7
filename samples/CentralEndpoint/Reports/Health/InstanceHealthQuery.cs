using CentralEndpoint.Heartbeats;
using CentralEndpoint.Instances;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Reports.Health;

/// <summary>Concludes from the last heartbeats how each instance is. The statement of the gaps runs unchanged on every engine.</summary>
internal sealed class InstanceHealthQuery(EndpointStore store, TimeProvider clock)
{
    // A number counts once, however often it was answered or given up. Floating point is exact for whole numbers up to 2^53, and
    // whatever greater ones an instance tells, no sum of them can overflow and take the report from everybody.
    private static readonly FormattableString Gaps = $"""
        SELECT s.instance AS "Instance",
               SUM(CAST(s.settled_through AS DOUBLE PRECISION)
                   - (SELECT COUNT(DISTINCT a.sequence) FROM activity a
                      WHERE a.instance = s.instance AND a.source = s.source AND a.sequence <= s.settled_through)
                   - (SELECT COUNT(*) FROM noted_number n
                      WHERE n.instance = s.instance AND n.source = s.source AND n.sequence <= s.settled_through
                        AND NOT EXISTS (SELECT 1 FROM activity a
                                        WHERE a.instance = n.instance AND a.source = n.source AND a.sequence = n.sequence))
                   - (SELECT COALESCE(SUM(CAST(CASE WHEN g.last < s.settled_through THEN g.last ELSE s.settled_through END
                                               AS DOUBLE PRECISION)
                                          - CAST(g.first AS DOUBLE PRECISION) + 1
                                          - (SELECT COUNT(DISTINCT a.sequence) FROM activity a
                                             WHERE a.instance = g.instance AND a.source = g.source
                                               AND a.sequence BETWEEN g.first AND g.last AND a.sequence <= s.settled_through)
                                          - (SELECT COUNT(*) FROM noted_number n
                                             WHERE n.instance = g.instance AND n.source = g.source
                                               AND n.sequence BETWEEN g.first AND g.last AND n.sequence <= s.settled_through
                                               AND NOT EXISTS (SELECT 1 FROM activity a
                                                               WHERE a.instance = n.instance AND a.source = n.source
                                                                 AND a.sequence = n.sequence))), 0)
                      FROM given_up g
                      WHERE g.instance = s.instance AND g.source = s.source AND g.first <= s.settled_through)) AS "Missing"
        FROM source s
        WHERE s.source LIKE '/clients/%/journals/%'
        GROUP BY s.instance
        """;

    public Task<InstanceHealthReport> RunAsync() => store.ReportAsync(db => ReadAsync(db, clock.GetUtcNow()));

    /// <summary>Concludes it within another report's transaction.</summary>
    public static async Task<InstanceHealthReport> ReadAsync(EndpointDbContext db, DateTimeOffset now)
    {
        var instances = await InstanceList.ReadAsync(db);
        var states = await InstanceStates.ReadAsync(db, now);
        var sources = (await db.Sources.AsNoTracking().ToListAsync()).ToLookup(row => row.InstanceId);
        var gaps = await db
            .Database.SqlQuery<InstanceGap>(Gaps)
            .ToDictionaryAsync(gap => gap.Instance, gap => gap.Missing, StringComparer.Ordinal);
        var expiries = await ReadExpiriesAsync(db);
        var health = instances.Select(row =>
            Of(row, states, sources[row.Id], now.ToUnixTimeMilliseconds()) with
            {
                Gap = (long)Math.Clamp(gaps.GetValueOrDefault(row.Id), 0, HeartbeatMembers.MaxCount),
                CredentialExpires = expiries.GetValueOrDefault(row.Id),
            }
        );
        return new InstanceHealthReport(now, [.. health]);
    }

    private static async Task<Dictionary<string, DateTimeOffset?>> ReadExpiriesAsync(EndpointDbContext db)
    {
        var used = await db.Credentials.AsNoTracking().Where(static row => row.LastUsed != null).ToListAsync();
        return used.GroupBy(static row => row.InstanceId, StringComparer.Ordinal)
            .ToDictionary(
                static group => group.Key,
                static group => group.MaxBy(static row => row.LastUsed)!.ExpiryDate(),
                StringComparer.Ordinal
            );
    }

    private static InstanceHealth Of(
        InstanceRow instance,
        InstanceStates states,
        IEnumerable<SourceRow> sources,
        long now
    )
    {
        var heartbeats = states.HeartbeatsOf(instance.Id).ToList();
        var live = heartbeats.Where(beat => Liveness.IsLive(beat.Heard, beat.NextInSeconds, now)).ToList();
        var latest = heartbeats.MaxBy(static beat => beat.Heard);
        var directory = states.ActiveSetOf(instance.Id);
        return new InstanceHealth(instance.Id, instance.Client, instance.Kind.ToWord())
        {
            State = states.Of(instance.Id),
            Reason = HeartbeatWords.Reasons.FirstOrDefault(reason => live.Exists(beat => beat.Reason == reason)),
            LastHeard = latest is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(latest.Heard),
            Waiting = HeartbeatMembers.Sum(live.Select(static beat => beat.Waiting)),
            OldestWaiting = live.Min(static beat => beat.Oldest) is { } oldest
                ? DateTimeOffset.FromUnixTimeMilliseconds(oldest)
                : null,
            Libraries = [.. live.Select(static beat => beat.Library).Distinct().Order(StringComparer.Ordinal)],
            DeadLetters = HeartbeatMembers.Sum(live.Select(static beat => beat.DeadLetters)),
            Refused = HeartbeatMembers.Sum(live.Select(static beat => beat.Refused)),
            Gap = 0,
            LostWithBuffers =
                live.Count == 0
                    ? 0
                    : HeartbeatMembers.Sum(
                        sources
                            .Where(source => !Liveness.IsLive(source.Heard, source.NextInSeconds, now))
                            .Select(static source => source.Waiting)
                    ),
            ActiveThere = directory?.Count,
            ActiveHere = directory?.CountHere,
            IsResyncAsked = instance.Resync is not null,
            ClockSkewSeconds = latest is null ? null : (latest.Sent - latest.Heard) / 1000.0,
        };
    }
}
