using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TenantApp.Accounts;
using TenantApp.Announcements;

namespace TenantApp.Pages;

/// <summary>Shows the announcements of the signed-in user's team.</summary>
[Authorize(Permissions.ReadAnnouncements)]
public sealed class Index(TeamAnnouncements announcements) : PageModel
{
    public string Team => User.FindFirst(AppClaimsFactory.TeamClaim)?.Value ?? "";

    public IReadOnlyList<AnnouncementView> Announcements { get; private set; } = [];

    public async Task OnGetAsync() => Announcements = await announcements.ListAsync(Team);
}
