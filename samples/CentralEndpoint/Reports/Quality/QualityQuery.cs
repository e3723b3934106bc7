using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Reports.Health;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Reports.Quality;

/// <summary>Sorts what was received in a span, and puts what the instances say of themselves beside it.</summary>
internal sealed class QualityQuery(EndpointStore store, TimeProvider clock)
{
    public Task<QualityReport> RunAsync(FlowSpan span, ReportQuestion question)
    {
        var now = clock.GetUtcNow();
        return store.ReportAsync(async db =>
        {
            var instances = await InstanceList.ReadAsync(db, question.Instance);
            var zones = ZonePeriods.ByZone(instances, span, now).Values;
            var found = new Findings(
                zones.Count == 0 ? [] : await QualityCounts.ReadAsync(db, zones, question),
                zones.Count == 0 ? [] : await MassRemovalCounts.ReadAsync(db, zones, question),
                await CountVoidedAsync(db),
                (await InstanceHealthQuery.ReadAsync(db, now)).Instances.ToDictionary(
                    static one => one.Instance,
                    StringComparer.Ordinal
                )
            );
            var rows = RowMembers.Each(instances, question.ByInstance).Select(row => Make(row, found));
            return new QualityReport(now, span.Edges[0], span.Edges[^1], [.. rows]);
        });
    }

    private static Task<Dictionary<string, long>> CountVoidedAsync(EndpointDbContext db) =>
        db
            .Activities.Where(static row => row.Voided != null)
            .GroupBy(static row => row.InstanceId)
            .ToDictionaryAsync(static group => group.Key, static group => group.LongCount(), StringComparer.Ordinal);

    private static QualityRow Make(RowMembers row, Findings found)
    {
        var counts = row.Of(found.Counts);
        var health = row.Of(found.Health);
        return new QualityRow
        {
            Client = row.Client,
            Instance = row.Instance,
            Instances = row.Members.Count,
            IsTest = row.IsTest,
            Zone = row.Zone,
            State = InstanceStates.Least(health.Select(static one => one.State)),
            Activities = counts.Sum(static one => one.Activities),
            Baseline = counts.Sum(static one => one.Baseline),
            Reconciled = counts.Sum(static one => one.Reconciled),
            RepeatedAdditions = counts.Sum(static one => one.RepeatedAdditions),
            RepeatedRemovals = counts.Sum(static one => one.RepeatedRemovals),
            OrphanRemovals = counts.Sum(static one => one.OrphanRemovals),
            Ahead = counts.Sum(static one => one.Ahead),
            Late = Lateness.Sum(counts),
            MassRemoval = row.Of(found.MassRemovals).Select(MassRemoval.Of).MaxBy(static one => one?.Removed),
            Resent = row.Members.Sum(static one => one.Resent),
            Voided = row.Of(found.Voided).Sum(),
            Gap = health.Sum(static one => one.Gap),
            LostWithBuffers = health.Sum(static one => one.LostWithBuffers),
            DeadLetters = health.Sum(static one => one.DeadLetters),
            ClockSkewSeconds = health
                .Select(static one => one.ClockSkewSeconds)
                .MaxBy(static one => Math.Abs(one ?? 0)),
        };
    }

    private sealed record Findings(
        Dictionary<string, QualityCount> Counts,
        Dictionary<string, MassRemovalCount> MassRemovals,
        Dictionary<string, long> Voided,
        Dictionary<string, InstanceHealth> Health
    );
}
