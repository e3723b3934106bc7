using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Blueshift.Tracking.Relational.Tests.Support;

/// <summary>Reads a host's table of users by plain ADO.NET.</summary>
internal sealed class SqlDirectory(DbDataSource database) : IUserDirectory
{
    private const string Columns = "id, first_name, last_name, email, active, created_at";

    public async IAsyncEnumerable<DirectoryUser> ReadAllAsync(
        string? afterKey,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM users WHERE id > @after ORDER BY id");
        Add(command, "@after", afterKey ?? "");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            yield return Read(reader);
        }
    }

    public async ValueTask<DirectoryUser?> FindAsync(string key, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM users WHERE id = @id");
        Add(command, "@id", key);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Read(reader) : null;
    }

    private static DirectoryUser Read(DbDataReader row) =>
        new()
        {
            User = new TrackedUser
            {
                Key = row.GetString(0),
                FirstName = row.GetString(1),
                LastName = row.GetString(2),
                Email = row.GetString(3),
            },
            IsActive = row.GetInt64(4) != 0,
            CreatedAt = row.IsDBNull(5) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
        };

    private static void Add(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
