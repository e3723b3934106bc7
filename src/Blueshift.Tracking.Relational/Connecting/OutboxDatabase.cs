using Blueshift.Tracking.Relational.Schema;

namespace Blueshift.Tracking.Relational.Connecting;

/// <summary>Is the database of the outbox: a service that each way of reaching it registers once.</summary>
/// <param name="Provider">What database it is.</param>
/// <param name="Names">The tables' names.</param>
/// <param name="Connections">Opens connections.</param>
internal sealed record OutboxDatabase(OutboxProvider Provider, TableNames Names, IOutboxConnections Connections);
