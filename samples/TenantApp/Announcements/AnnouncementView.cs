namespace TenantApp.Announcements;

/// <summary>Is an announcement as it is read, with its author's name.</summary>
public sealed class AnnouncementView
{
    public required string Title { get; init; }

    public required string Text { get; init; }

    public required string Author { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }
}
