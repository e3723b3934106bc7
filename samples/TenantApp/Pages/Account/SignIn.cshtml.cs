using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TenantApp.Accounts;

namespace TenantApp.Pages.Account;

/// <summary>Signs a user in. Whatever the reason of a failure is, the answer is the same.</summary>
[AllowAnonymous]
public sealed class SignIn(AppSignInManager signIn) : PageModel
{
    private const int MaxPasswordLength = 256;

    [BindProperty, Required(ErrorMessage = "Enter your user name."), StringLength(AppUser.MaxUserNameLength)]
    public string UserName { get; set; } = "";

    [BindProperty, Required(ErrorMessage = "Enter your password."), StringLength(MaxPasswordLength)]
    public string Password { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var result = await signIn.PasswordSignInAsync(
            UserName.Trim(),
            Password,
            isPersistent: false,
            lockoutOnFailure: true
        );
        if (!result.Succeeded)
        {
            ModelState.AddModelError(
                "",
                "Sign-in failed. Check your user name and your password, or ask your administrator."
            );
            return Page();
        }
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/");
    }
}
