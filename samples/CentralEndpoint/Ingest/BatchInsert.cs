using CentralEndpoint.Storage;

namespace CentralEndpoint.Ingest;

/// <summary>
/// Inserts the rows of a batch by prepared statements. Tracking a thousand entities for it would cost several times the insert.
/// </summary>
internal sealed class BatchInsert(EndpointDbContext db) : IDisposable
{
    private readonly PreparedStatement _activity = new(
        db,
        "INSERT INTO activity (instance, id, subject, added, date, sequence, source, origin, received) "
            + "VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)",
        parameters: 9
    );

    private readonly PreparedStatement _profile = new(
        db,
        "INSERT INTO profile (instance, activity, key_id, box) VALUES (@p0, @p1, @p2, @p3)",
        parameters: 4
    );

    private readonly PreparedStatement _noted = new(
        db,
        "INSERT INTO noted_number (instance, source, sequence) VALUES (@p0, @p1, @p2) ON CONFLICT DO NOTHING",
        parameters: 3
    );

    public void Add(ActivityRow row) =>
        _activity.Execute(
            row.InstanceId,
            row.Id,
            row.Subject,
            row.Added,
            row.Date,
            row.Sequence,
            row.Source,
            row.Origin,
            row.Received
        );

    public void Add(ProfileRow row) => _profile.Execute(row.InstanceId, row.ActivityId, row.KeyId, row.Box);

    public void Add(NotedNumberRow row) => _noted.Execute(row.InstanceId, row.Source, row.Sequence);

    public void Dispose()
    {
        _activity.Dispose();
        _profile.Dispose();
        _noted.Dispose();
    }
}
