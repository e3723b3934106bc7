namespace DemoHistory.Clients;

/// <summary>Are the clients whose figures are not to be trusted.</summary>
internal static class Doubtful
{
    public static IReadOnlyList<ClientPlot> All { get; } =
    [
        new("ibarra-prod", "Ibarra Ceramics", "America/Mexico_City", 60)
        {
            BeganDaysAgo = Cast.AllTheTime,
            EndedDaysAgo = 22,
            Baseline = 38,
            Domains = [new("ibarra.example", 95), new("ibarra-export.example", 5)],
            Phases = [new(Cast.AllTheTime, 0.5, 0.4, 0.05)],
        },
        new("juniper-prod", "Juniper Transit", "America/Toronto", 190)
        {
            BeganDaysAgo = 560,
            Baseline = 83,
            Domains = [new("juniper.example", 92), new("depot.juniper.example", 6), new("union.example", 2)],
            Phases = [new(556, 1.8, 0.7, 0.1)],
            Quirk = Quirk.Drifts,
        },
        new("lindqvist-prod", "Lindqvist Furniture", "Europe/Stockholm", 75)
        {
            BeganDaysAgo = 6,
            EverReports = false,
            Domains = [new("lindqvist.example", 100)],
        },
    ];
}
