using CentralEndpoint.Reports.ActiveUsers;
using CentralEndpoint.Reports.Cohorts;
using CentralEndpoint.Reports.Domains;
using CentralEndpoint.Reports.Flow;
using CentralEndpoint.Reports.Health;
using CentralEndpoint.Reports.OneInstance;
using CentralEndpoint.Reports.Overview;
using CentralEndpoint.Reports.Quality;
using CentralEndpoint.Reports.Restatement;
using CentralEndpoint.Reports.Seats;
using CentralEndpoint.Reports.Tenure;

namespace CentralEndpoint.Reports;

/// <summary>Registers what the reports are made by.</summary>
internal static class ReportRegistration
{
    public static void AddReports(this IServiceCollection services)
    {
        services.AddSingleton<ActiveUsersQuery>();
        services.AddSingleton<OverviewQuery>();
        services.AddSingleton<FlowQuery>();
        services.AddSingleton<InstanceHealthQuery>();
        services.AddSingleton<SeatsQuery>();
        services.AddSingleton<QualityQuery>();
        services.AddSingleton<RestatementQuery>();
        services.AddSingleton<DomainsQuery>();
        services.AddSingleton<CohortsQuery>();
        services.AddSingleton<TenureQuery>();
        services.AddSingleton<InstanceQuery>();
    }
}
