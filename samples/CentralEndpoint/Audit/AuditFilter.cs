using CentralEndpoint.Storage;

namespace CentralEndpoint.Audit;

/// <summary>Which entries are asked for.</summary>
internal sealed record AuditFilter(
    string? Actor,
    string? Action,
    string? Target,
    DateOnly? From,
    DateOnly? To,
    long? Before
)
{
    /// <summary>Gives what a view with this filter is noted as: which words were asked by, and not what, which may be somebody's name.</summary>
    public string ToTarget()
    {
        (string Name, bool IsAsked)[] words =
        [
            ("actor", Actor is not null),
            ("action", Action is not null),
            ("target", Target is not null),
            ("from", From is not null),
            ("to", To is not null),
        ];
        var asked = words.Where(static word => word.IsAsked).Select(static word => word.Name).ToList();
        return asked.Count == 0 ? "audit" : $"audit by {string.Join(", ", asked)}";
    }

    public IQueryable<AuditEntryRow> Apply(IQueryable<AuditEntryRow> rows)
    {
        rows = Actor is { } actor ? rows.Where(row => row.Actor == actor) : rows;
        rows = Action is { } action ? rows.Where(row => row.Action == action) : rows;
        rows = Target is { } target ? rows.Where(row => row.Target.Contains(target)) : rows;
        rows = From is { } from && Start(from) is var first ? rows.Where(row => row.Time >= first) : rows;
        rows = To is { } to && Start(to.AddDays(1)) is var end ? rows.Where(row => row.Time < end) : rows;
        return Before is { } before ? rows.Where(row => row.Number < before) : rows;
    }

    private static long Start(DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds();
}
