using System.Globalization;
using CentralEndpoint.Pages;
using CentralEndpoint.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace CentralEndpoint.PublicPages;

/// <summary>Answers the contact form. Nothing that was written is in an address, in the log, or in a cookie.</summary>
internal sealed class ContactRoutes(
    ContactRegister register,
    ContactTokens tokens,
    ContactLimits limits,
    CentralEndpointSettings settings,
    ILogger<ContactRoutes> log
)
{
    public const string Contact = "/contact";
    public const string Sent = "/contact/sent";

    /// <summary>Is the name of a field that nobody sees; what fills it in is no person.</summary>
    public const string Decoy = "website";

    private const int LargestBody = 64 * 1024;

    private static readonly FormOptions s_options = new()
    {
        BufferBodyLengthLimit = LargestBody,
        MultipartBodyLengthLimit = LargestBody,
        ValueLengthLimit = LargestBody,
        ValueCountLimit = 16,
        KeyLengthLimit = 64,
    };

    public IResult Show(string? kind) =>
        Page(StatusCodes.Status200OK, new ContactForm { Kind = ContactKinds.All.ContainsKey(kind ?? "") ? kind! : "" });

    public async Task<IResult> PostAsync(HttpContext context)
    {
        if (!limits.TryEnter(context.Connection.RemoteIpAddress))
        {
            return Refuse(StatusCodes.Status429TooManyRequests, "Too many messages were sent within a few minutes.");
        }

        if (await ReadAsync(context) is not { } fields)
        {
            return Refuse(StatusCodes.Status413PayloadTooLarge, "That was larger than this form takes.");
        }

        var form = ContactForm.Read(fields);
        List<string> faults = [.. form.Check()];
        if (fields[Decoy].ToString().Length > 0)
        {
            faults.Add("A field that is to stay empty was filled in. Send it once more.");
        }

        if (tokens.Judge(fields[ContactTokens.Field].ToString()) is { } fault)
        {
            faults.Add(fault);
        }

        if (faults.Count > 0)
        {
            return Page(StatusCodes.Status400BadRequest, form, faults);
        }

        return await KeepAsync(form);
    }

    public IResult ShowSent(string? number) =>
        long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var sent) && sent > 0
            ? new PageResult<ContactSentPage>(
                (nameof(ContactSentPage.Number), sent),
                (nameof(ContactSentPage.PrivacyContact), settings.PrivacyContact)
            )
            : new PageResult<NoSuchPage>(StatusCodes.Status404NotFound);

    // A body without a length is known to be too large only when it is read.
    private static async Task<IFormCollection?> ReadAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LargestBody;
        }

        try
        {
            return await new FormFeature(context.Request, s_options).ReadFormAsync(context.RequestAborted);
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    private async Task<IResult> KeepAsync(ContactForm form)
    {
        try
        {
            return await register.AddAsync(form.Kind, form.ToContent()) is { } number
                ? Results.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"{Sent}?number={number}"))
                : Refuse(StatusCodes.Status503ServiceUnavailable, "More messages wait than are answered at present.");
        }
        catch (Exception fault) when (DatabaseFault.Find(fault) is not null)
        {
            log.LogError(
                "A message of the contact form was not kept, and who wrote it was told: {Fault}",
                DatabaseFault.Tell(fault)
            );
            return Refuse(
                StatusCodes.Status503ServiceUnavailable,
                "It cannot be kept at the moment. Nothing of it was."
            );
        }
    }

    private PageResult<ContactPage> Page(int status, ContactForm form, IReadOnlyList<string>? faults = null) =>
        new(
            status,
            (nameof(ContactPage.Form), form),
            (nameof(ContactPage.Token), tokens.Make()),
            (nameof(ContactPage.Faults), faults ?? [])
        );

    private PageResult<ContactRefusedPage> Refuse(int status, string why) =>
        new(
            status,
            (nameof(ContactRefusedPage.Why), why),
            (nameof(ContactRefusedPage.PrivacyContact), settings.PrivacyContact)
        );
}
