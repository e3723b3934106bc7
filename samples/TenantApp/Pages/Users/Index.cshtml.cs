using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using TenantApp.Accounts;

namespace TenantApp.Pages.Users;

/// <summary>Lists all users, and deactivates and reactivates them.</summary>
[Authorize(Permissions.ManageUsers)]
public sealed class Index(UserManager<AppUser> users, UserAdministration administration) : PageModel
{
    public IReadOnlyList<AppUser> Users { get; private set; } = [];

    public string OwnId => User.FindFirstValue(ClaimTypes.NameIdentifier)!;

    public async Task<IActionResult> OnGetAsync(string? id)
    {
        if (id is not null)
        {
            return NotFound();
        }
        await LoadAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostDeactivateAsync(string id) =>
        await AnswerAsync(await administration.DeactivateAsync(id, OwnId));

    public async Task<IActionResult> OnPostReactivateAsync(string id) =>
        await AnswerAsync(await administration.ReactivateAsync(id));

    private async Task<IActionResult> AnswerAsync(IdentityResult result)
    {
        if (result.Succeeded)
        {
            return Redirect("/users");
        }
        foreach (var error in result.Errors)
        {
            ModelState.AddModelError("", error.Description);
        }
        await LoadAsync();
        return Page();
    }

    private async Task LoadAsync() =>
        Users = await users.Users.AsNoTracking().OrderBy(user => user.NormalizedUserName).ToListAsync();
}
