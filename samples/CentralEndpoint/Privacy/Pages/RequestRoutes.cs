using System.Globalization;
using CentralEndpoint.Access;
using CentralEndpoint.Pages;
using CentralEndpoint.Privacy.Erasures;
using CentralEndpoint.Privacy.Export;
using CentralEndpoint.Privacy.Requests;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Privacy.Pages;

/// <summary>The pages of the privacy officers. What is searched for, and whose subject it is, is posted: it stands in no address.</summary>
internal static class RequestRoutes
{
    public const string Requests = "/requests";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Requests, ListAsync).Allow(Right.RequestList);
        routes.MapGet($"{Requests}/new", static () => new PageResult<NewRequestPage>()).Allow(Right.Requests);
        routes.MapPost(Requests, OpenAsync).Allow(Right.Requests);
        routes.MapGet($"{Requests}/{{id}}", ShowAsync).Allow(Right.Requests);
        routes.MapPost($"{Requests}/{{id}}/search", SearchAsync).Allow(Right.Requests);
        routes.MapPost($"{Requests}/{{id}}/export", ExportAsync).Allow(Right.Requests);
        routes.MapPost($"{Requests}/{{id}}/letter", LetterAsync).Allow(Right.Requests);
        routes.MapPost($"{Requests}/{{id}}/{{act}}", ActAsync).Allow(Right.Requests);
    }

    private static async Task<IResult> ListAsync(HttpContext context, RequestQuery query, TimeProvider clock) =>
        new PageResult<RequestsPage>(
            (nameof(RequestsPage.Requests), await query.ListAsync()),
            (nameof(RequestsPage.MayOpen), context.Staff().May(Right.Requests)),
            (nameof(RequestsPage.Today), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))
        );

    private static async Task<IResult> OpenAsync(HttpContext context, RequestRegister register)
    {
        var form = new RequestForm(context, number: 0, await context.Request.ReadFormAsync());
        try
        {
            var number = await register.OpenAsync(context.Staff(), Read(form));
            return Results.LocalRedirect(Address(number));
        }
        catch (RequestRefusedException fault)
        {
            return new PageResult<NewRequestPage>(
                StatusCodes.Status400BadRequest,
                (nameof(NewRequestPage.Fault), fault.Message)
            );
        }
    }

    private static NewRequest Read(RequestForm form)
    {
        RequestInput.Require(
            DateOnly.TryParseExact(
                form["received"],
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var received
            ),
            "The day on which it was received is none."
        );
        return new NewRequest(
            form["kind"],
            form["channel"],
            received,
            new RequestContent(form["name"], form["email"], form["phone"], form["text"])
        );
    }

    private static Task<IResult> ShowAsync(HttpContext context, string id) => PageAsync(context, NumberOf(id));

    private static Task<IResult> SearchAsync(HttpContext context, string id) =>
        RunAsync(
            context,
            id,
            async form =>
            {
                var search = form.Of<PersonSearch>();
                var found =
                    form["email"].Length > 0
                        ? await search.ByEmailAsync(form.Officer, form.Number, form["email"])
                        : await search.ByUserAsync(form.Officer, form.Number, form.Instance, form["user"]);
                return await PageAsync(context, form.Number, found: found);
            }
        );

    private static Task<IResult> ExportAsync(HttpContext context, string id) =>
        RunAsync(
            context,
            id,
            static async form =>
            {
                var (_, json) = await form.Of<AccessExport>().MakeAsync(form.Officer, form.Number);
                return Results.File(
                    json,
                    "application/json",
                    string.Create(CultureInfo.InvariantCulture, $"request-{form.Number}.json")
                );
            }
        );

    private static Task<IResult> LetterAsync(HttpContext context, string id) =>
        RunAsync(
            context,
            id,
            static async form =>
            {
                var (document, _) = await form.Of<AccessExport>().MakeAsync(form.Officer, form.Number);
                return new PageResult<AccessLetter>((nameof(AccessLetter.Document), document));
            }
        );

    private static Task<IResult> ActAsync(HttpContext context, string id, string act) =>
        RunAsync(
            context,
            id,
            async form =>
                await RequestActs.TryRunAsync(act, form)
                    ? Results.LocalRedirect(Address(form.Number))
                    : new PageResult<NoSuchPage>(StatusCodes.Status404NotFound)
        );

    // What cannot be done is said on the page of the request.
    private static async Task<IResult> RunAsync(HttpContext context, string id, Func<RequestForm, Task<IResult>> run)
    {
        var form = new RequestForm(context, NumberOf(id), await context.Request.ReadFormAsync());
        try
        {
            return await run(form);
        }
        catch (RequestRefusedException fault)
        {
            return await PageAsync(context, form.Number, fault.Message);
        }
    }

    private static async Task<IResult> PageAsync(
        HttpContext context,
        long number,
        string? fault = null,
        IReadOnlyList<FoundPerson>? found = null
    )
    {
        var services = context.RequestServices;
        if (await services.GetRequiredService<RequestQuery>().ReadAsync(context.Staff(), number) is not { } view)
        {
            return new PageResult<NoSuchPage>(StatusCodes.Status404NotFound);
        }

        return new PageResult<RequestPage>(
            fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
            (nameof(RequestPage.View), view),
            (nameof(RequestPage.Preview), await services.GetRequiredService<ErasureRequests>().PreviewAsync(number)),
            (nameof(RequestPage.Found), found),
            (nameof(RequestPage.Fault), fault)
        );
    }

    // What is no number is the number of no request.
    private static long NumberOf(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public static string Address(long number) => string.Create(CultureInfo.InvariantCulture, $"{Requests}/{number}");
}
