using CentralEndpoint.Storage;

namespace CentralEndpoint.Access;

/// <summary>A read token as its owner sees it.</summary>
public sealed record ReadTokenView(
    string Id,
    string Label,
    DateTimeOffset Created,
    DateTimeOffset Expires,
    DateTimeOffset? LastUsed
)
{
    /// <summary>Gets <c>live</c>, <c>expired</c> or <c>revoked</c>.</summary>
    public required string State { get; init; }

    internal static ReadTokenView Of(ReadTokenRow row, DateTimeOffset now) =>
        new(row.Id, row.Label, Time(row.Created), Time(row.Expires), row.LastUsed is { } used ? Time(used) : null)
        {
            State =
                row.Revoked is not null ? "revoked"
                : Time(row.Expires) <= now ? "expired"
                : "live",
        };

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
