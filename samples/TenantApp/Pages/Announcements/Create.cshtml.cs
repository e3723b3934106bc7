using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TenantApp.Accounts;
using TenantApp.Announcements;

namespace TenantApp.Pages.Announcements;

/// <summary>Takes a new announcement for the author's own team.</summary>
[Authorize(Permissions.WriteAnnouncements)]
public sealed class Create(TeamAnnouncements announcements) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Enter a title."), StringLength(Announcement.MaxTitleLength)]
    public string Title { get; set; } = "";

    [BindProperty, Required(ErrorMessage = "Enter a text."), StringLength(Announcement.MaxTextLength)]
    public string Text { get; set; } = "";

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var team = User.FindFirstValue(AppClaimsFactory.TeamClaim)!;
        await announcements.AddAsync(team, User.FindFirstValue(ClaimTypes.NameIdentifier)!, Title, Text);
        return Redirect("/");
    }
}
