namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a user with a key that the database makes, a name in an owned type and a lockout as ASP.NET Core Identity has it.</summary>
internal sealed class Member
{
    public int Id { get; set; }

    public string? Email { get; set; }

    public MemberName? Name { get; set; }

    public bool LockoutEnabled { get; set; } = true;

    public DateTimeOffset? LockoutEnd { get; set; }
}
