using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Reports;

/// <summary>The figures by their definitions, computed from the whole history each time, without intervals, windows or indexes.</summary>
internal sealed class PlainModel(IEnumerable<ModelledActivity> history)
{
    private readonly List<ModelledActivity> _history = [.. history];

    /// <summary>Gets everything that came, once.</summary>
    public IReadOnlyList<ModelledActivity> History => _history;

    /// <summary>Counts the users whose latest activity before a time is an addition.</summary>
    public int CountActive(DateTimeOffset at, DateTimeOffset known) =>
        Users(known).Count(user => user.LastOrDefault(one => one.Date < at) is { Added: true });

    /// <summary>Counts, from one time on until before another, how users became active and ceased to be.</summary>
    public PlainFlow CountFlow(DateTimeOffset from, DateTimeOffset to, DateTimeOffset known)
    {
        var flow = new PlainFlow();
        foreach (var user in Users(known))
        {
            var (isActive, everActive) = (false, false);
            foreach (var moment in user.GroupBy(static one => one.Date))
            {
                var last = moment.Last();
                if (last.Added != isActive && moment.Key >= from && moment.Key < to)
                {
                    flow.Count(last, everActive);
                }

                isActive = last.Added;
                everActive |= isActive;
            }
        }

        return flow;
    }

    /// <summary>Gives, user by user and half hour by half hour, whether they were active. Every activity is dated at one of these times.</summary>
    public IEnumerable<PlainUser> Follow(DateTimeOffset from, DateTimeOffset to) =>
        Users(DateTimeOffset.MaxValue).Select(user => new PlainUser([.. user], from, to));

    /// <summary>Gives what came, in the order in which a user's activities count.</summary>
    public IEnumerable<IReadOnlyList<ModelledActivity>> InOrder() =>
        Users(DateTimeOffset.MaxValue).Select(static user => user.ToList());

    private IEnumerable<IEnumerable<ModelledActivity>> Users(DateTimeOffset known) =>
        _history
            .Where(one => one.Received < known && (one.Voided is not { } voided || voided >= known))
            .GroupBy(static one => one.Subject)
            .Select(static user =>
                user.OrderBy(static one => one.Date)
                    .ThenBy(static one => one.Sequence)
                    .ThenBy(static one => Some.Id(one.Id), StringComparer.Ordinal)
            );
}
