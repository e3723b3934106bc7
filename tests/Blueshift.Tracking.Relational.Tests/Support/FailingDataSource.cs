using System.Data.Common;

namespace Blueshift.Tracking.Relational.Tests.Support;

/// <summary>Is a data source that a test takes away and brings back, and that counts how often it is asked.</summary>
internal sealed class FailingDataSource(DbDataSource source) : DbDataSource
{
    /// <summary>Is what its exception says, which is to be seen nowhere.</summary>
    public const string Text = "could not reach database of amelia.nguyen";

    private int _opened;

    public bool IsDown { get; set; }

    /// <summary>Gets how often a connection was asked for.</summary>
    public int Opened => Volatile.Read(ref _opened);

    public override string ConnectionString => source.ConnectionString;

    protected override DbConnection CreateDbConnection() => source.CreateConnection();

    protected override async ValueTask<DbConnection> OpenDbConnectionAsync(
        CancellationToken cancellationToken = default
    )
    {
        Interlocked.Increment(ref _opened);
        return IsDown ? throw new DatabaseDownException() : await source.OpenConnectionAsync(cancellationToken);
    }

    private sealed class DatabaseDownException() : DbException(Text);
}
