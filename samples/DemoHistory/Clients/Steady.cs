namespace DemoHistory.Clients;

/// <summary>Are the clients whose line is a plain one: up, down, level.</summary>
internal static class Steady
{
    public static IReadOnlyList<ClientPlot> All { get; } =
    [
        new("alder-prod", "Alder & Finch", "Europe/London", 240)
        {
            BeganDaysAgo = Cast.AllTheTime,
            Baseline = 118,
            Domains = [new("alder-finch.example", 94), new("alder-labs.example", 4), new("adviser.example", 2)],
            Phases = [new(Cast.AllTheTime, 1.9, 1.2, 0.15)],
            // Once, after a restore, comparing told of some who were active all along.
            Happenings = [new(HappeningKind.Repetition, 96, 14)],
            HasErasedSomebody = true,
        },
        new("birkholz-prod", "Birkholz Logistics", "Europe/Berlin", 450)
        {
            BeganDaysAgo = 640,
            Domains = [new("birkholz.example", 88), new("hamburg.birkholz.example", 10), new("temp.example", 2)],
            Phases = [new(636, 3, 0.3), new(500, 7, 1, 0.2), new(260, 8.5, 2.2, 0.4), new(60, 3, 1.5, 0.4)],
        },
        new("birkholz-test", "Birkholz Logistics", "Europe/Berlin", null)
        {
            IsProductive = false,
            BeganDaysAgo = 660,
            Domains = [new("test.birkholz.example", 100)],
            Phases = [new(656, 0.4, 0.3, 0.1)],
            Happenings = [new(HappeningKind.Arrival, 655, 9)],
        },
        new("cordova-prod", "Cordova Textiles", "Europe/Madrid", 300)
        {
            BeganDaysAgo = Cast.AllTheTime,
            Baseline = 262,
            HasDirectory = false,
            Domains = [new("cordova.example", 97), new("cordova-outlet.example", 2), new("auditor.example", 1)],
            Phases = [new(Cast.AllTheTime, 0.9, 1.9, 0.1), new(330, 0.4, 2.7)],
            Quirk = Quirk.LostItsBuffer,
        },
        new("holloway-prod", "Holloway Studio", "Pacific/Auckland", null)
        {
            BeganDaysAgo = 470,
            Untold = 5,
            HasDirectory = false,
            Domains = [new("holloway.example", 100)],
            Phases = [new(466, 0.18, 0.1, 0.02)],
            Happenings = [new(HappeningKind.Arrival, 460, 6)],
        },
        new("kaveri-prod", "Kaveri Foods", "Asia/Kolkata", 120)
        {
            // Its users were there before it reported, and are more by now than it has seats for.
            BeganDaysAgo = 102,
            Baseline = 97,
            Domains = [new("kaveri.example", 90), new("kaveri-retail.example", 8), new("agency.example", 2)],
            Phases = [new(98, 3.6, 0.6, 0.1)],
        },
    ];
}
