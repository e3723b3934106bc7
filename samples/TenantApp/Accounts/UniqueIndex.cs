using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace TenantApp.Accounts;

/// <summary>Recognises a save that a unique index refused.</summary>
public static class UniqueIndex
{
    // https://sqlite.org/rescode.html#constraint_unique
    private const int ConstraintUnique = 2067;

    public static bool Refused(DbUpdateException fault) =>
        fault.InnerException
            is SqliteException { SqliteExtendedErrorCode: ConstraintUnique }
                or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}
