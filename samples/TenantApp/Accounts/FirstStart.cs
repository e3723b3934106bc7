using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using TenantApp.Hosting;

namespace TenantApp.Accounts;

/// <summary>Creates the database and its first administrator, a built-in account that stands for no person and is not tracked.</summary>
public sealed class FirstStart(
    AppDbContext database,
    UserManager<AppUser> users,
    InstanceFolders folders,
    IOptions<TenantAppOptions> options,
    TimeProvider clock
)
{
    public const string AdministratorName = "admin";
    private const string AdministratorEmail = "admin@localhost.invalid";
    private const int RandomPasswordBytes = 18;

    /// <summary>Does nothing when there is an administrator already.</summary>
    /// <param name="console">Where a password that was made at random is shown, this once; never a log.</param>
    public async Task PrepareAsync(TextWriter console)
    {
        ArgumentNullException.ThrowIfNull(console);
        await KeepFilePrivateAsync();
        await using var turn = await StartTurn.TakeAsync(database);
        // A sample has no schema to keep. An application adds a migration, and the outbox comes with it.
        await database.Database.EnsureCreatedAsync();
        if (await users.FindByNameAsync(AdministratorName) is not null)
        {
            return;
        }
        var given = options.Value.AdminPassword;
        var password = string.IsNullOrEmpty(given) ? MakePassword() : given;
        var administrator = new AppUser
        {
            FirstName = "Built-in",
            LastName = "administrator",
            UserName = AdministratorName,
            Email = AdministratorEmail,
            Role = AppRole.Administrator,
            Team = "Administration",
            IsBuiltIn = true,
            CreatedAt = clock.GetUtcNow(),
        };
        var result = await users.CreateAsync(administrator, password);
        if (!result.Succeeded)
        {
            throw new InvalidOperationException(
                "The first administrator was not created. TenantApp:AdminPassword: "
                    + string.Join(' ', result.Errors.Select(error => error.Description))
            );
        }
        if (string.IsNullOrEmpty(given))
        {
            await console.WriteLineAsync(
                $"First start: sign in as {AdministratorName} with the password {password} (shown this once)."
            );
        }
    }

    private async Task KeepFilePrivateAsync()
    {
        if (database.Database.IsSqlite() && !File.Exists(folders.Database))
        {
            // SQLite gives its companion files the mode of this one.
            await OwnerOnlyFile.Create(folders.Database).DisposeAsync();
        }
    }

    private static string MakePassword() =>
        Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomPasswordBytes));
}
