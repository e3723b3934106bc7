using CentralEndpoint.Audit;
using CentralEndpoint.Pages;
using CentralEndpoint.Privacy.Pages;

namespace CentralEndpoint.Access;

/// <summary>Tells somebody who is signed in that their role does not open what they asked for.</summary>
internal static class DeniedAnswer
{
    /// <summary>Tells whether a page is asked for, and not figures by a program.</summary>
    public static bool IsForABrowser(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public static async Task WriteAsync(HttpContext context)
    {
        // The first page is not everybody's: who has another goes there.
        if (context.Request.Path == ReturnAddress.Home && HomeOf(context.Staff()) is { } home)
        {
            context.Response.Redirect(home);
            return;
        }

        if (IsForABrowser(context.Request))
        {
            await new PageResult<DeniedPage>(StatusCodes.Status403Forbidden).ExecuteAsync(context);
            return;
        }

        await Results
            .Problem(
                "Your role does not open this. Ask whoever gives roles at your identity provider.",
                statusCode: StatusCodes.Status403Forbidden,
                title: "Not for your role."
            )
            .ExecuteAsync(context);
    }

    private static string? HomeOf(StaffMember member) =>
        member.May(Right.Requests) ? RequestRoutes.Requests
        : member.May(Right.Audit) ? AuditRoutes.Audit
        : member.May(Right.States) ? "/fleet"
        : null;
}
