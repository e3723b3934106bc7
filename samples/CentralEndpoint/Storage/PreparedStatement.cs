using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CentralEndpoint.Storage;

/// <summary>Is one statement of the current transaction, run again and again with other values <c>@p0</c>, <c>@p1</c> …</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly DbCommand _command;

    /// <param name="db">Is in a transaction.</param>
    /// <param name="statement">A literal of the caller: nothing that came from elsewhere.</param>
    /// <param name="parameters">How many values it takes.</param>
    [SuppressMessage("Security", "CA2100", Justification = "Statements are literals of their classes.")]
    public PreparedStatement(EndpointDbContext db, string statement, int parameters)
    {
        _command = db.Database.GetDbConnection().CreateCommand();
        _command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        _command.CommandText = statement;
        for (var i = 0; i < parameters; i++)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            _command.Parameters.Add(parameter);
        }
    }

    public void Execute(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}
