using CentralEndpoint.Instances;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.BrowserTests.Support;

/// <summary>Makes clients as they are met: two instances of one, much history and little, every state, a long name, a test, one that has ended.</summary>
internal static class InventedHistory
{
    private const int MonthsBefore = 18;
    private const int MonthsMeanwhile = 3;
    private const string OtherJournal = "019ab3e0-11aa-7c00-8f00-fedcba987654";

    private static readonly TimeSpan Silence = TimeSpan.FromDays(2);

    public static async Task WriteAsync(CentralEndpointHost host)
    {
        var acme = await AddAsync(host, "acme-prod", "Acme Ltd", "Europe/Zurich", 320);
        var second = await AddAsync(host, "acme-eu", "Acme Ltd", "Europe/Paris", 40);
        var globex = await AddAsync(host, "globex-prod", "Globex Corporation", "America/New_York", 25);
        var initech = await AddAsync(host, "initech", "Initech", "UTC", seats: null);
        var distant = await AddAsync(host, LongestId, LongName, "Pacific/Auckland", 1_200_000);
        var ended = await AddAsync(host, "hooli-old", "Hooli", "America/Los_Angeles", 10);
        var test = await AddAsync(host, "acme-test", "Acme Ltd", "Europe/Zurich", 5, InstanceKind.Test);
        await AddAsync(host, "umbrella-prod", "Umbrella & Sons", "Europe/London", 60);

        acme.WasThere(140, The.Now.AddMonths(-MonthsBefore));
        foreach (var number in Enumerable.Range(0, MonthsBefore))
        {
            acme.Month(The.Now.AddMonths(number - MonthsBefore), 9 + number % 5, number % 4 * 3, number % 3);
        }
        second.WasThere(20, The.Now.AddDays(-3));
        globex.WasThere(31, The.Now.AddDays(-2));
        initech.Month(The.Now.AddMonths(-4), came: 12, went: 2, back: 0);
        distant.WasThere(7, The.Now.AddMonths(-2));
        ended.WasThere(4, The.Now.AddDays(-1)).Month(The.Now.AddDays(-28), came: 0, went: 4, back: 0);
        test.WasThere(3, The.Now.AddDays(-1));
        await GoOnAsync(host, [acme, second, initech], [distant, globex, ended, test]);
        await host.Services.GetRequiredService<InstanceRegister>().RetireAsync(ended.Id);
        // A second buffer of it, which falls silent with four.
        await distant.BeatAsync(heartbeat =>
            heartbeat["sources"]!.AsArray()[0] = Beat.Source(Beat.Journal(distant.Id, OtherJournal), 0, waiting: 4)
        );
        host.Clock.Advance(Silence);
        await TellAsync(acme, second, initech, distant);
    }

    private static string LongestId { get; } = "sites.overseas-territories.department-of-conservation.prod-0001x";

    private static string LongName =>
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

    private static async Task GoOnAsync(CentralEndpointHost host, InventedInstance[] active, InventedInstance[] quiet)
    {
        foreach (var instance in active.Concat(quiet))
        {
            await instance.SendAsync();
            await instance.BeatAsync();
        }
        foreach (var number in Enumerable.Range(1, MonthsMeanwhile))
        {
            var start = host.Clock.GetUtcNow();
            host.Clock.Advance(TimeSpan.FromDays(29));
            foreach (var instance in active)
            {
                await instance.Month(start, came: 6 + number, went: 3 * number, back: number).SendAsync();
            }
        }
        foreach (var instance in quiet)
        {
            await instance.BeatAsync();
        }
    }

    // Who is silent meanwhile is stale by now.
    private static async Task TellAsync(
        InventedInstance acme,
        InventedInstance second,
        InventedInstance initech,
        InventedInstance distant
    )
    {
        await acme.BeatAsync();
        await second.BeatAsync();
        // Told twice, so that it is no difference on its way.
        foreach (var _ in Enumerable.Range(0, 2))
        {
            await initech.BeatAsync(heartbeat => heartbeat["activeSet"] = Beat.ActiveSet(The.Now, 1, 2, 3));
        }
        // Three that it settled never came.
        await distant.BeatAsync(heartbeat =>
            heartbeat["sources"]!.AsArray()[0] = Beat.Source(Beat.Journal(distant.Id), distant.Last + 3)
        );
    }

    private static Task<InventedInstance> AddAsync(
        CentralEndpointHost host,
        string id,
        string client,
        string zone,
        int? seats,
        InstanceKind kind = InstanceKind.Production
    ) => InventedInstance.AddAsync(host, new NewInstance(id, client, kind, zone, seats));
}
