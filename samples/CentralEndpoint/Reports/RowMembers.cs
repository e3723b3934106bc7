using CentralEndpoint.Instances;
using CentralEndpoint.Reports.Health;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Reports;

/// <summary>The instances that one row of a report adds up.</summary>
/// <param name="Members">One instance, or all productive ones of a client.</param>
/// <param name="IsOne">Whether the row is about an instance rather than about a client.</param>
internal sealed record RowMembers(IReadOnlyList<InstanceRow> Members, bool IsOne)
{
    public string Client => Members[0].Client;

    public string? Instance => IsOne ? Members[0].Id : null;

    public bool IsTest => Members[0].Kind == InstanceKind.Test;

    public string? Zone =>
        Members.Select(static row => row.Zone).Distinct().Take(2).ToList() is [var only]
            ? ZoneDays.Find(only).Id
            : null;

    /// <summary>Gets the contracted seats; absent where one of the instances has none.</summary>
    public long? Seats =>
        Members.Any(static row => row.Seats is null) ? null : Members.Sum(static row => (long)row.Seats!);

    /// <summary>Gives a row for each instance, or for each client. A test instance stands by itself, after all others: it is in no total of its client.</summary>
    public static IEnumerable<RowMembers> Each(IEnumerable<InstanceRow> instances, bool byInstance) =>
        instances
            .GroupBy(row =>
                (row.Client, Test: row.Kind == InstanceKind.Test, One: IsAlone(row, byInstance) ? row.Id : null)
            )
            .OrderBy(static group => group.Key.Test)
            .Select(static group => new RowMembers([.. group], group.Key.One is not null));

    /// <summary>Gives what is found of its instances.</summary>
    public IReadOnlyList<T> Of<T>(IReadOnlyDictionary<string, T> found) =>
        [.. Members.Where(row => found.ContainsKey(row.Id)).Select(row => found[row.Id])];

    public string State(InstanceStates states) => InstanceStates.Least(Members.Select(row => states.Of(row.Id)));

    private static bool IsAlone(InstanceRow row, bool byInstance) => byInstance || row.Kind == InstanceKind.Test;
}
