using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CentralEndpoint.Ingest;

/// <summary>
/// Inserts the rows of a batch by two prepared statements. Tracking a thousand entities for it would cost several times the insert.
/// </summary>
internal sealed class BatchInsert : IDisposable
{
    private readonly DbCommand _activity;
    private readonly DbCommand _profile;

    public BatchInsert(EndpointDbContext db)
    {
        _activity = Prepare(
            db,
            "INSERT INTO activity (instance, id, subject, added, date, sequence, source, origin, received) "
                + "VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8)",
            parameters: 9
        );
        _profile = Prepare(
            db,
            "INSERT INTO profile (instance, activity, key_id, box) VALUES (@p0, @p1, @p2, @p3)",
            parameters: 4
        );
    }

    public void Add(ActivityRow row) =>
        Execute(
            _activity,
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

    public void Add(ProfileRow row) => Execute(_profile, row.InstanceId, row.ActivityId, row.KeyId, row.Box);

    public void Dispose()
    {
        _activity.Dispose();
        _profile.Dispose();
    }

    [SuppressMessage("Security", "CA2100", Justification = "The two statements are literals of this class.")]
    private static DbCommand Prepare(EndpointDbContext db, string statement, int parameters)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = statement;
        for (var i = 0; i < parameters; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static void Execute(DbCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }
}
