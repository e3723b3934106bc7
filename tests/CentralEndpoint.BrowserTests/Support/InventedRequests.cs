using CentralEndpoint.Access;
using CentralEndpoint.Privacy.Erasures;
using CentralEndpoint.Privacy.Requests;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.BrowserTests.Support;

/// <summary>Makes requests as officers meet them: one that is worked on, one whose erasure waits, and one whose sender nobody has checked.</summary>
internal static class InventedRequests
{
    private const string Instance = "acme-prod";

    private static readonly StaffMember s_officer = Staff.Of(Role.PrivacyOfficer, "officer-1");

    public static async Task WriteAsync(CentralEndpointHost host)
    {
        var worked = await VerifiedAsync(host, "access");
        await PickAsync(host, worked);
        var erased = await VerifiedAsync(host, "erasure");
        await PickAsync(host, erased);
        await host.Services.GetRequiredService<ErasureRequests>().AskAsync(s_officer, erased);
        await OpenAsync(host, "objection");
    }

    private static Task<long> OpenAsync(CentralEndpointHost host, string kind) =>
        host
            .Services.GetRequiredService<RequestRegister>()
            .OpenAsync(
                s_officer,
                new NewRequest(
                    kind,
                    "mail",
                    DateOnly.FromDateTime(host.Clock.GetUtcNow().AddDays(-40).UtcDateTime),
                    new RequestContent(
                        "Amelia Nguyen",
                        "amelia.nguyen.of-the-department-of-conservation@overseas-territories.customer.example",
                        phone: null,
                        "Please tell me what you have.\n\nThank you."
                    )
                )
            );

    private static async Task<long> VerifiedAsync(CentralEndpointHost host, string kind)
    {
        var number = await OpenAsync(host, kind);
        await host
            .Services.GetRequiredService<RequestRegister>()
            .VerifyAsync(s_officer, number, "client-administrator", RequestWords.Confirmed);
        return number;
    }

    private static async Task PickAsync(CentralEndpointHost host, long number)
    {
        var subjects = await host
            .Services.GetRequiredService<EndpointStore>()
            .ReportAsync(static db =>
                db.Activities.Where(static row => row.InstanceId == Instance)
                    .Select(static row => row.Subject)
                    .Distinct()
                    .Order()
                    .Take(2)
                    .ToListAsync()
            );
        foreach (var subject in subjects)
        {
            await host.Services.GetRequiredService<RequestPeople>().PickAsync(s_officer, number, Instance, subject);
        }
    }
}
