using CentralEndpoint.Access;
using CentralEndpoint.Privacy.Requests;
using CentralEndpoint.Storage;
using CentralEndpoint.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CentralEndpoint.Tests.Privacy;

/// <summary>Works on requests of an endpoint under test.</summary>
internal static class RequestRun
{
    public static readonly StaffMember Officer = Staff.Of(Role.PrivacyOfficer, "officer-1");
    public static readonly StaffMember Second = Staff.Of(Role.PrivacyOfficer, "officer-2");

    public static readonly RequestContent Content = new(
        "Amelia Nguyen",
        "amelia.nguyen@customer.example",
        "+41 00 000 00 00",
        "Please tell me what you have.\nThank you."
    );

    public static T Of<T>(this CentralEndpointHost host)
        where T : notnull => host.Services.GetRequiredService<T>();

    public static Task<long> OpenAsync(this CentralEndpointHost host, string kind, DateOnly? received = null) =>
        host.Of<RequestRegister>()
            .OpenAsync(Officer, new NewRequest(kind, "mail", received ?? DateOnly.FromDateTime(The.Now.Date), Content));

    /// <summary>Opens a request and confirms who asks.</summary>
    public static async Task<long> VerifiedAsync(this CentralEndpointHost host, string kind)
    {
        var number = await host.OpenAsync(kind);
        await host.Of<RequestRegister>().VerifyAsync(Officer, number, "call-back", RequestWords.Confirmed);
        return number;
    }

    /// <summary>Opens a request for users of instances.</summary>
    public static async Task<long> PickedAsync(
        this CentralEndpointHost host,
        string kind,
        params (Sender Sender, int User)[] people
    )
    {
        var number = await host.VerifiedAsync(kind);
        foreach (var (sender, user) in people)
        {
            await host.Of<RequestPeople>().PickAsync(Officer, number, sender.Instance, Some.Subject(user));
        }

        return number;
    }

    public static async Task<RequestView> ViewAsync(this CentralEndpointHost host, long number) =>
        (await host.Of<RequestQuery>().ReadAsync(Officer, number))!;

    public static async Task<string> StateAsync(this CentralEndpointHost host, long number) =>
        (await host.ViewAsync(number)).Request.State;

    /// <summary>Gives the actions that are audited of a request, in order.</summary>
    public static Task<List<AuditEntryRow>> AuditAsync(this CentralEndpointHost host, long number) =>
        host.Of<EndpointStore>()
            .ReportAsync(db =>
                Task.FromResult(db.AuditEntries.Where(row => row.Request == number).OrderBy(row => row.Number).ToList())
            );

    public static async Task<string> RefusedAsync(Func<Task> act) =>
        (await Assert.ThrowsExactlyAsync<RequestRefusedException>(act)).Message;
}
