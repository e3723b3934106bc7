using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Buffering;

/// <summary>Is what the parts of an outbox share.</summary>
internal sealed class OutboxContext
{
    public required OutboxTerms Terms { get; init; }

    public required OutboxOpening Opening { get; init; }

    public required OutboxStore Store { get; init; }

    public required OutboxSettler Settler { get; init; }

    public required PeopleStore People { get; init; }

    public required OutboxReporter Reporter { get; init; }

    public required TimeProvider Time { get; init; }
}
