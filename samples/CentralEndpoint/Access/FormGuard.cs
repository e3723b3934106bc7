using CentralEndpoint.Pages;
using Microsoft.AspNetCore.Authorization;

namespace CentralEndpoint.Access;

/// <summary>
/// Lets nothing but reading through unless it was sent from a page of this site: the browser says so (<c>Origin</c>, or
/// <c>Sec-Fetch-Site</c>), and where somebody is signed in the form carries the token of the session.
/// </summary>
internal sealed class FormGuard(RequestDelegate next, FormTokens tokens, ILogger<FormGuard> log)
{
    private const int LargestForm = 64 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || await IsOursAsync(context))
        {
            await next(context);
            return;
        }

        log.LogWarning(
            "A form was refused that was not sent from a page of this session: {Path}",
            context.GetEndpoint()?.DisplayName ?? "no route"
        );
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        await new PageResult<ForeignFormPage>(StatusCodes.Status400BadRequest).ExecuteAsync(context);
    }

    private async Task<bool> IsOursAsync(HttpContext context)
    {
        var request = context.Request;
        if (!IsFromHere(request) || !request.HasFormContentType || request.ContentLength is > LargestForm)
        {
            return false;
        }

        // A page for the whole world has no session that could be misused.
        if (context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return true;
        }

        var form = await request.ReadFormAsync(context.RequestAborted);
        return form[FormTokens.Field] is [{ } token] && tokens.IsOf(context.User, token);
    }

    private static bool IsFromHere(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"] is [{ Length: > 0 } site] && site is not ("same-origin" or "none"))
        {
            return false;
        }

        return request.Headers.Origin is not [{ Length: > 0 } origin]
            || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
