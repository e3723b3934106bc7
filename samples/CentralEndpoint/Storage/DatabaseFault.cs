using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CentralEndpoint.Storage;

/// <summary>Finds, and tells an operator, what a database said in what was made of it on the way: an update's fault, a hint at a retry.</summary>
internal static class DatabaseFault
{
    private const int SqliteBusy = 5;
    private const int SqliteFull = 13;

    /// <returns><see langword="null"/> when no database said anything.</returns>
    public static DbException? Find(Exception fault)
    {
        for (Exception? cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException said)
            {
                return said;
            }
        }

        return null;
    }

    /// <summary>Tells what kind of fault it is, of a database or not. The message of an exception may quote what it stumbled over, and is left out.</summary>
    /// <returns>Such as <c>SqliteException 13; the disk of the database is full</c>.</returns>
    public static string Tell(Exception fault) =>
        Find(fault) is { } said
            ? $"{said.GetType().Name} {Code(said)}{Meaning(said)}"
            : fault.GetBaseException().GetType().FullName!;

    private static string Code(DbException said) =>
        said is SqliteException sqlite ? $"{sqlite.SqliteExtendedErrorCode}" : said.SqlState ?? "without a code";

    private static string Meaning(DbException said) =>
        said switch
        {
            SqliteException { SqliteErrorCode: SqliteBusy } => "; another process holds the database",
            SqliteException { SqliteErrorCode: SqliteFull }
            or PostgresException { SqlState: PostgresErrorCodes.DiskFull } => "; the disk of the database is full",
            NpgsqlException { IsTransient: true } => "; the database cannot be reached",
            _ => "",
        };
}
