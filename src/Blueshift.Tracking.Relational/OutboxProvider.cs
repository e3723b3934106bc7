namespace Blueshift.Tracking.Relational;

/// <summary>Names the database that holds the outbox.</summary>
public enum OutboxProvider
{
    /// <summary>PostgreSQL, version 12 or later. Any number of processes may share one database.</summary>
    PostgreSql,

    /// <summary>SQLite, version 3.42 or later. Processes on one machine may share one file.</summary>
    Sqlite,
}
