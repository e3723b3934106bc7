using Demo.Driving;

namespace Demo.Panel.Counting;

/// <summary>Is what is known of a client instance.</summary>
/// <param name="Instance">Its id; that of a sum is <c>both</c>.</param>
/// <param name="Balance">The sum of both ends, as last counted.</param>
/// <param name="Lost">How many activities are lost; <see langword="null"/> while that cannot be said.</param>
public sealed record TenantFigures(string Instance, Balance Balance, long? Lost)
{
    /// <summary>Adds several up.</summary>
    public static TenantFigures Sum(IReadOnlyList<TenantFigures> all) =>
        new(
            "both",
            all.Select(static one => one.Balance).Aggregate(static (sum, one) => sum + one),
            all.Any(static one => one.Lost is null) ? null : all.Sum(static one => one.Lost)
        );
}
