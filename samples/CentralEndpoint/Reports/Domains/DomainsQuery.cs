using CentralEndpoint.Reports.Health;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Reports.Domains;

/// <summary>Counts active users by the domain of their address. Addresses are opened one after the other, and nothing but the domain stays.</summary>
internal sealed class DomainsQuery(EndpointStore store, ProfileSealer sealer, TimeProvider clock)
{
    /// <param name="at">When; <see langword="null"/> for now.</param>
    /// <param name="question">Of which instance, and by what.</param>
    /// <exception cref="ReportRefusedException">The time lies ahead.</exception>
    public Task<DomainsReport> RunAsync(ReportMoment? at, ReportQuestion question)
    {
        var now = clock.GetUtcNow();
        var moment = at ?? ReportMoment.Of(now);
        return store.ReportAsync(async db =>
        {
            var instances = await InstanceList.ReadAsync(db, question.Instance);
            var cuts = moment.Cuts(instances, now);
            var known = await KnownAddresses.ReadAsync(
                db,
                [.. cuts.Select(static cut => KeyValuePair.Create(cut.Key, UnixTime.Before(cut.Value)))],
                question
            );
            var groups = instances.ToDictionary(
                static row => row.Id,
                static _ => new DomainGroups(),
                StringComparer.Ordinal
            );
            foreach (var one in known)
            {
                groups[one.Instance].Add(Open(one));
            }

            var states = await InstanceStates.ReadAsync(db, now);
            var rows = RowMembers.Each(instances, question.ByInstance).Select(row => Make(row, row.Of(groups), states));
            return new DomainsReport(now, moment.ToString(), [.. rows]);
        });
    }

    private string? Open(KnownAddress one) =>
        one is { Activity: { } activity, Box: { } box } ? sealer.Open(one.Instance, activity, box).Email : null;

    private static DomainsRow Make(RowMembers row, IReadOnlyList<DomainGroups> groups, InstanceStates states)
    {
        var made = new DomainsRow
        {
            Client = row.Client,
            Instance = row.Instance,
            Instances = row.Members.Count,
            IsTest = row.IsTest,
            Zone = row.Zone,
            State = row.State(states),
            Active = groups.Sum(static one => one.Active),
            Domains =
            [
                .. groups
                    .SelectMany(static one => one.Named)
                    .GroupBy(static one => one.Domain, StringComparer.Ordinal)
                    .Select(static group => new DomainUsers(group.Key, group.Sum(static one => one.Users)))
                    .OrderByDescending(static one => one.Users)
                    .ThenBy(static one => one.Domain, StringComparer.Ordinal),
            ],
            Other = groups.Sum(static one => one.Other),
            NotHeld = groups.Sum(static one => one.NotHeld),
        };
        return made with { Active = made.Sure(made.Active ?? 0) };
    }
}
