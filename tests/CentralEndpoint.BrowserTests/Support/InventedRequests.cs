using CentralEndpoint.Access;
using CentralEndpoint.Privacy;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.BrowserTests.Support;

/// <summary>Makes requests as they are met: one in the midst of it, an erasure that waits for the second officer, one that just came.</summary>
internal static class InventedRequests
{
    private static readonly StaffMember Officer = Staff.Of(Role.PrivacyOfficer, "officer-1");

    public static async Task WriteAsync(CentralEndpointHost host)
    {
        var access = await OpenAsync(host, RequestWords.Access, "Amelia Nguyen");
        await WorkAsync(host, access, subject: 0);
        var erasure = await OpenAsync(host, RequestWords.Erasure, "Ben Okafor");
        await WorkAsync(host, erasure, subject: 1);
        await Of<ErasureRequests>(host).AskAsync(Officer, erasure);
        await OpenAsync(
            host,
            RequestWords.Objection,
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
        );
    }

    private static Task<long> OpenAsync(CentralEndpointHost host, string kind, string name)
    {
        var content = new RequestContent(
            name,
            "somebody@customer.example",
            "+41 00 000 00 00",
            "Please tell me what you have about me.\nThank you."
        );
        var today = DateOnly.FromDateTime(host.Clock.GetUtcNow().Date);
        return Of<RequestRegister>(host).OpenAsync(Officer, new NewRequest(kind, "mail", today, content));
    }

    // It is about some user who is there.
    private static async Task WorkAsync(CentralEndpointHost host, long number, int subject)
    {
        await Of<RequestRegister>(host).VerifyAsync(Officer, number, "call-back", RequestWords.Confirmed);
        var subjects = await host
            .Services.GetRequiredService<EndpointStore>()
            .ReportAsync(static db =>
                db.Activities.Where(static row => row.InstanceId == "acme-prod")
                    .Select(static row => row.Subject)
                    .Distinct()
                    .Order()
                    .Take(2)
                    .ToListAsync()
            );
        await Of<RequestPeople>(host).PickAsync(Officer, number, "acme-prod", subjects[subject]);
    }

    private static T Of<T>(CentralEndpointHost host)
        where T : notnull => host.Services.GetRequiredService<T>();
}
