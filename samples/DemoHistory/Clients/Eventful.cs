namespace DemoHistory.Clients;

/// <summary>Are the clients to whom something happened.</summary>
internal static class Eventful
{
    public static IReadOnlyList<ClientPlot> All { get; } =
    [
        new("dunmore-prod", "Dunmore Orchards", "Europe/Dublin", 150)
        {
            BeganDaysAgo = Cast.AllTheTime,
            Baseline = 43,
            Domains = [new("dunmore.example", 60), new("harvest.example", 38), new("vet.example", 2)],
            Phases = [new(Cast.AllTheTime, 0.25, 0.2, 0.05)],
            Season = new(Opens: 6, Closes: 10, Users: 85),
        },
        new("eskdale-prod", "Eskdale Mutual", "Europe/London", 240)
        {
            BeganDaysAgo = Cast.AllTheTime,
            Baseline = 203,
            Domains = [new("eskdale.example", 93), new("eskdale-trust.example", 5), new("counsel.example", 2)],
            Phases = [new(Cast.AllTheTime, 1.6, 1.3, 0.2)],
            // A branch is closed.
            Happenings = [new(HappeningKind.Departure, 212, 74)],
            Outages = [new(402, 398)],
        },
        new("eskdale-asia", "Eskdale Mutual", "Asia/Singapore", 90)
        {
            BeganDaysAgo = 415,
            Baseline = 31,
            Domains = [new("sg.eskdale.example", 96), new("counsel.example", 4)],
            Phases = [new(411, 1.3, 0.5, 0.1)],
        },
        new("fjordlys-prod", "Fjordlys Power", "Europe/Oslo", 130)
        {
            BeganDaysAgo = Cast.AllTheTime,
            Baseline = 104,
            Domains = [new("fjordlys.example", 91), new("fjordlys-grid.example", 7), new("surveyor.example", 2)],
            Phases = [new(Cast.AllTheTime, 0.7, 0.6, 0.1)],
            Happenings =
            [
                new(HappeningKind.Reorganisation, 173, 58),
                new(HappeningKind.Reorganisation, 166, 71),
                new(HappeningKind.Reorganisation, 159, 40),
            ],
        },
        new("garnet-prod", "Garnet Clinics", "America/Chicago", 150)
        {
            // Late again and again: a line that is down for days, once for weeks.
            BeganDaysAgo = Cast.AllTheTime,
            Baseline = 66,
            Domains = [new("garnet.example", 84), new("garnet-dental.example", 13), new("locum.example", 3)],
            Phases = [new(Cast.AllTheTime, 1.2, 0.9, 0.2)],
            Outages = [new(611, 605), new(455, 431), new(300, 297), new(128, 109), new(47, 42), new(17, 5)],
        },
    ];
}
