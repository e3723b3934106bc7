using Blueshift.Tracking.Relational.Schema;

namespace Blueshift.Tracking.Relational.Registration;

/// <summary>Is how the host wants the tables named.</summary>
/// <param name="Prefix">What their names begin with.</param>
/// <param name="Schema">Their schema, if one is given.</param>
internal sealed record OutboxTables(string Prefix, string? Schema)
{
    public static OutboxTables Default { get; } = new(OutboxScript.DefaultPrefix, Schema: null);

    public TableNames NamesFor(OutboxProvider provider) => TableNames.Of(provider, Prefix, Schema);
}
