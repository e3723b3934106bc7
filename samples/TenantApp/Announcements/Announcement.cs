namespace TenantApp.Announcements;

/// <summary>Is a note for one team. The author is known by id alone, so that a name stands in one place.</summary>
public sealed class Announcement
{
    public const int MaxTitleLength = 120;
    public const int MaxTextLength = 4000;

    public int Id { get; set; }

    public string Team { get; set; } = "";

    public string Title { get; set; } = "";

    public string Text { get; set; } = "";

    public string AuthorId { get; set; } = "";

    public DateTimeOffset PublishedAt { get; set; }
}
