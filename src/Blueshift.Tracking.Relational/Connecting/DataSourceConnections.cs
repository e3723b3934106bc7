using System.Data.Common;

namespace Blueshift.Tracking.Relational.Connecting;

/// <summary>Takes connections from a data source of the host's.</summary>
internal sealed class DataSourceConnections(DbDataSource database) : IOutboxConnections
{
    public async ValueTask<OutboxConnection> OpenAsync(CancellationToken cancellationToken) =>
        new(await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false));
}
