using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TenantApp.Accounts;

namespace TenantApp.Pages.Account;

/// <summary>Signs the user out.</summary>
[Authorize(Permissions.SignedIn)]
public sealed class SignOut(AppSignInManager signIn) : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public async Task<IActionResult> OnPostAsync()
    {
        await signIn.SignOutAsync();
        return Redirect("/account/signin");
    }
}
