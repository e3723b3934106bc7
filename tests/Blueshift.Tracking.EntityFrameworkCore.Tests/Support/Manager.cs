namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a user of a derived type.</summary>
internal sealed class Manager : Employee
{
    public string? Department { get; set; }
}
