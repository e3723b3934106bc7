using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace TenantApp.Pages.Status;

/// <summary>Says in words what a status code means. It is shown in place of an empty answer, also to a POST.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class Index : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Code { get; set; }

    public string Title =>
        Code switch
        {
            StatusCodes.Status400BadRequest => "That request was not understood",
            StatusCodes.Status403Forbidden => "Not for your role",
            StatusCodes.Status404NotFound => "There is no such page",
            _ => "That did not work",
        };

    public string Text =>
        Code switch
        {
            StatusCodes.Status400BadRequest => "The form may be too old. Please load the page again and repeat it.",
            StatusCodes.Status403Forbidden => "Your administrator decides which roles you have.",
            StatusCodes.Status404NotFound => "The address may be mistyped, or what it named is gone.",
            _ => "Please try again later.",
        };
}
