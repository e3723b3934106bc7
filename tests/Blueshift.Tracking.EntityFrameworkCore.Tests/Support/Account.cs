namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a user whose status the database makes.</summary>
internal sealed class Account
{
    public Guid Id { get; set; }

    public string? Email { get; set; }

    public int Status { get; set; }

    public bool IsOld { get; set; }
}
