namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is no user.</summary>
internal sealed class Note
{
    public int Id { get; set; }

    public string Text { get; set; } = "";
}
