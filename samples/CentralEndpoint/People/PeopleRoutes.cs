using System.Text;
using CentralEndpoint.Access;
using CentralEndpoint.Pages;
using CentralEndpoint.Reports;
using CentralEndpoint.Storage;
using Microsoft.AspNetCore.Mvc;

namespace CentralEndpoint.People;

/// <summary>
/// The page of names. They are asked for with a form, so that neither the instance nor the purpose is in an address, and nobody comes
/// upon them by following a link.
/// </summary>
internal static class PeopleRoutes
{
    public const string People = "/people";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(People, AskAsync).Allow(Right.Names);
        routes.MapPost(People, ShowAsync).Allow(Right.Names);
    }

    private static async Task<IResult> AskAsync(HttpContext context, EndpointStore store) =>
        Page(StatusCodes.Status200OK, new PeopleView { Instances = await AssignedAsync(context.Staff(), store) });

    private static async Task<IResult> ShowAsync(
        HttpContext context,
        EndpointStore store,
        PeopleQuery query,
        [FromForm] string? instance,
        [FromForm] string? purpose,
        [FromForm] string? reference,
        [FromForm] string? format
    )
    {
        var member = context.Staff();
        var view = new PeopleView
        {
            Instances = await AssignedAsync(member, store),
            Reference = reference?.Trim() ?? "",
        };
        if (FaultOf(view, instance, purpose) is { } fault)
        {
            return Page(StatusCodes.Status400BadRequest, view with { Fault = fault, Reference = "" });
        }

        var meant = NamePurpose.Find(purpose)!;
        var people = await query.ReadAsync(member, instance!, meant, view.Reference);
        IReadOnlyList<PersonView> shown = [.. people.Select(PersonView.Of).OrderBy(NameOf, StringComparer.Ordinal)];
        return format == "csv"
            ? Results.File(
                Encoding.UTF8.GetBytes("\uFEFF" + PeopleCsv.Of(instance!, shown)),
                CsvTable.MediaType + "; charset=utf-8; header=present",
                "people.csv"
            )
            : Page(StatusCodes.Status200OK, view with { Instance = instance, Purpose = meant, People = shown });
    }

    // Whoever has no name comes last.
    private static string NameOf(PersonView person) =>
        person is { LastName: "", FirstName: "" } ? "\uFFFF" : $"{person.LastName}\0{person.FirstName}";

    private static string? FaultOf(PeopleView view, string? instance, string? purpose) =>
        !view.Instances.Contains(instance, StringComparer.Ordinal) ? "Choose one of your instances."
        : NamePurpose.Find(purpose) is null ? "Say what you need the names for."
        : view.Reference.Length > 0 && !NamePurpose.IsReference(view.Reference)
            ? "A reference is the number of a ticket or a note: letters, digits and - . _ / #, a digit among them, up to 40. It names nobody."
        : null;

    private static async Task<IReadOnlyList<string>> AssignedAsync(StaffMember member, EndpointStore store)
    {
        var instances = await store.ReportAsync(static db => InstanceList.ReadAsync(db));
        return [.. instances.Select(static row => row.Id).Where(member.IsAssigned).Order(StringComparer.Ordinal)];
    }

    private static PageResult<PeoplePage> Page(int status, PeopleView view) =>
        new(status, (nameof(PeoplePage.View), view));
}
