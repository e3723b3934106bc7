using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using TenantApp.Accounts;

namespace TenantApp.Pages.Users;

/// <summary>Takes a new user from the administrator.</summary>
[Authorize(Permissions.ManageUsers)]
public sealed class Create(UserAdministration administration) : PageModel
{
    private const int MaxPasswordLength = 256;

    [BindProperty, Required(ErrorMessage = "Enter the first name.")]
    [StringLength(AppUser.MaxNameLength, ErrorMessage = "The first name is longer than {1} characters.")]
    public string FirstName { get; set; } = "";

    [BindProperty, Required(ErrorMessage = "Enter the last name.")]
    [StringLength(AppUser.MaxNameLength, ErrorMessage = "The last name is longer than {1} characters.")]
    public string LastName { get; set; } = "";

    [BindProperty, Required(ErrorMessage = "Enter the user name.")]
    [StringLength(AppUser.MaxUserNameLength, ErrorMessage = "The user name is longer than {1} characters.")]
    public string UserName { get; set; } = "";

    [BindProperty, Required(ErrorMessage = "Enter the password.")]
    [StringLength(MaxPasswordLength, ErrorMessage = "The password is longer than {1} characters.")]
    public string Password { get; set; } = "";

    [BindProperty, Required(ErrorMessage = "Enter the email address."), MailAddress]
    [StringLength(AppUser.MaxEmailLength, ErrorMessage = "The email address is longer than {1} characters.")]
    public string Email { get; set; } = "";

    [BindProperty, Required(ErrorMessage = "Choose a role.")]
    [EnumDataType(typeof(AppRole), ErrorMessage = "Choose one of the roles.")]
    public AppRole? Role { get; set; } = AppRole.Viewer;

    [BindProperty, Required(ErrorMessage = "Enter the team.")]
    [StringLength(AppUser.MaxTeamLength, ErrorMessage = "The team is longer than {1} characters.")]
    public string Team { get; set; } = "";

    public async Task<IActionResult> OnPostAsync()
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }
        var result = await administration.CreateAsync(Entered(), Password);
        if (result.Succeeded)
        {
            return Redirect("/users");
        }
        foreach (var error in result.Errors)
        {
            ModelState.AddModelError("", error.Description);
        }
        return Page();
    }

    private NewUser Entered() =>
        new()
        {
            FirstName = FirstName,
            LastName = LastName,
            UserName = UserName,
            Email = Email,
            Role = Role!.Value,
            Team = Team,
        };
}
