using CentralEndpoint.Ingest;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Heartbeats;

/// <summary>Stores what a heartbeat tells, all or nothing. The same one may come again.</summary>
internal sealed class HeartbeatStore(
    EndpointStore store,
    ActiveSetStore activeSets,
    CentralEndpointSettings settings,
    TimeProvider clock
)
{
    private const string PutHeartbeat = """
        INSERT INTO heartbeat (instance, buffer, heard, sent, next_in_seconds, library, state, reason, waiting, oldest, dead_letters,
                               refused)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11)
        ON CONFLICT (instance, buffer) DO UPDATE SET
            heard = excluded.heard, sent = excluded.sent, next_in_seconds = excluded.next_in_seconds, library = excluded.library,
            state = excluded.state, reason = excluded.reason, waiting = excluded.waiting, oldest = excluded.oldest,
            dead_letters = excluded.dead_letters, refused = excluded.refused
        """;

    // What was once said to be settled stays so, whatever copy of a folder speaks later.
    private const string PutSource = """
        INSERT INTO source (instance, source, last, settled_through, waiting, heard, next_in_seconds)
        VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)
        ON CONFLICT (instance, source) DO UPDATE SET
            last = CASE WHEN excluded.last > source.last THEN excluded.last ELSE source.last END,
            settled_through = CASE WHEN excluded.settled_through > source.settled_through
                                   THEN excluded.settled_through ELSE source.settled_through END,
            waiting = excluded.waiting, heard = excluded.heard, next_in_seconds = excluded.next_in_seconds
        """;

    // A range grows while nobody has answered it: the wider one takes the place of those within it.
    private const string DropNarrower = """
        DELETE FROM given_up WHERE instance = @p0 AND source = @p1 AND first >= @p2 AND last <= @p3
        """;

    private const string PutGivenUp = """
        INSERT INTO given_up (instance, source, first, last, reason, told)
        SELECT @p0, @p1, @p2, @p3, @p4, @p5
        WHERE NOT EXISTS (SELECT 1 FROM given_up WHERE instance = @p0 AND source = @p1 AND first <= @p2 AND last >= @p3)
        """;

    public Task<HeartbeatOutcome> StoreAsync(string instance, ReceivedHeartbeat heartbeat) =>
        store.WriteAsync(
            instance,
            async db =>
            {
                var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
                Put(db, instance, heartbeat, now);
                PutSources(db, instance, heartbeat.Sources, now);
                PutRanges(db, instance, heartbeat.Sources, now);
                await ForgetStore.ConfirmAsync(db, instance, heartbeat.Forgotten, now);
                return new HeartbeatOutcome(
                    await activeSets.CompareAsync(db, instance, heartbeat, now),
                    await ForgetStore.AskedAsync(db, instance)
                );
            }
        );

    private void Put(EndpointDbContext db, string instance, ReceivedHeartbeat heartbeat, long now)
    {
        using var statement = new PreparedStatement(db, PutHeartbeat, parameters: 12);
        statement.Execute(
            instance,
            heartbeat.Buffer,
            now,
            heartbeat.SentAt.ToUnixTimeMilliseconds(),
            settings.HeartbeatSeconds,
            heartbeat.Library,
            heartbeat.State,
            heartbeat.Reason,
            heartbeat.Waiting,
            heartbeat.Oldest?.ToUnixTimeMilliseconds(),
            heartbeat.DeadLetters,
            heartbeat.Refused
        );
    }

    private void PutSources(EndpointDbContext db, string instance, IReadOnlyList<ReportedSource> sources, long now)
    {
        using var statement = new PreparedStatement(db, PutSource, parameters: 7);
        foreach (var source in sources)
        {
            statement.Execute(
                instance,
                source.Source,
                source.Last,
                source.SettledThrough,
                source.Waiting,
                now,
                settings.HeartbeatSeconds
            );
        }
    }

    private static void PutRanges(
        EndpointDbContext db,
        string instance,
        IReadOnlyList<ReportedSource> sources,
        long now
    )
    {
        using var drop = new PreparedStatement(db, DropNarrower, parameters: 4);
        using var put = new PreparedStatement(db, PutGivenUp, parameters: 6);
        foreach (var source in sources)
        {
            foreach (var range in source.GivenUp)
            {
                drop.Execute(instance, source.Source, range.First, range.Last);
                put.Execute(instance, source.Source, range.First, range.Last, range.Reason, now);
            }
        }
    }
}
