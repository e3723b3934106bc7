using CentralEndpoint.Reports.Cohorts;
using CentralEndpoint.Reports.Domains;
using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Reports.Health;
using CentralEndpoint.Reports.Quality;
using CentralEndpoint.Reports.Restatement;
using CentralEndpoint.Reports.Seats;
using CentralEndpoint.Reports.Tenure;

namespace CentralEndpoint.Reports.OneInstance;

/// <summary>Everything that is reported of one instance.</summary>
public sealed record InstanceView(InstanceHealth Health, InstanceFlow Flow)
{
    public required DateTimeOffset AsOf { get; init; }

    public required SeatsRow Seats { get; init; }

    public required CohortsRow Cohorts { get; init; }

    public required TenureRow Tenure { get; init; }

    public required DomainsRow Domains { get; init; }

    public required QualityRow Quality { get; init; }

    public required RestatementReport Restatement { get; init; }
}
