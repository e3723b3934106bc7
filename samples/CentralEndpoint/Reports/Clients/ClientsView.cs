using CentralEndpoint.Reports.Health;
using CentralEndpoint.Reports.Overview;

namespace CentralEndpoint.Reports.Clients;

/// <summary>The clients, each with its instances, in the order that is asked for.</summary>
/// <param name="Clients">The overview by client.</param>
/// <param name="Instances">The same by instance.</param>
/// <param name="Sort">By what they are sorted.</param>
/// <param name="Only">The one client that is asked for; absent for all.</param>
public sealed record ClientsView(OverviewReport Clients, OverviewReport Instances, string Sort, string? Only)
{
    /// <summary>Gets the day that is asked for; absent for the last one that is over.</summary>
    public DateOnly? Asked { get; init; }

    /// <summary>Gets each client with its instances, test ones last. A client that has nothing but test instances has no row of its own.</summary>
    public IEnumerable<(OverviewRow? Client, IReadOnlyList<OverviewRow> Instances)> Rows =>
        Sorted(Instances.Rows.Select(static row => row.Client).Distinct(StringComparer.Ordinal).Where(Is))
            .Select(client =>
                (
                    RowOf(client),
                    (IReadOnlyList<OverviewRow>)
                        [
                            .. Instances
                                .Rows.Where(row => row.Client == client)
                                .OrderBy(static row => row.IsTest)
                                .ThenBy(static row => row.Instance, StringComparer.Ordinal),
                        ]
                )
            );

    private bool Is(string client) => Only is null || client == Only;

    private OverviewRow? RowOf(string client) =>
        Clients.Rows.FirstOrDefault(row => row.Client == client && row.Instance is null);

    private IEnumerable<string> Sorted(IEnumerable<string> clients)
    {
        var byName = clients.Order(StringComparer.OrdinalIgnoreCase);
        return Sort switch
        {
            ClientSort.ByActive => byName.OrderByDescending(client => RowOf(client)?.Active ?? 0),
            ClientSort.ByNet => byName.OrderByDescending(client => (RowOf(client)?.In - RowOf(client)?.Out) ?? 0),
            ClientSort.ByUse => byName.OrderByDescending(client => UseOf(RowOf(client))),
            ClientSort.ByState => byName.OrderBy(client => InstanceStates.Rank(RowOf(client)?.State ?? "live")),
            _ => byName,
        };
    }

    private static double UseOf(OverviewRow? row) =>
        row is { Seats: > 0 and { } seats, Active: { } active } ? (double)active / seats : 0;
}
