namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a name that a member owns.</summary>
internal sealed class MemberName
{
    public string? First { get; set; }

    public string? Last { get; set; }
}
