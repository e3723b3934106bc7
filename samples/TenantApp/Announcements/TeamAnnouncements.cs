using Microsoft.EntityFrameworkCore;
using TenantApp.Accounts;

namespace TenantApp.Announcements;

/// <summary>Reads and writes the announcements of a team.</summary>
public sealed class TeamAnnouncements(AppDbContext database, TimeProvider clock)
{
    private const int Shown = 50;

    public async Task<IReadOnlyList<AnnouncementView>> ListAsync(string team) =>
        await (
            from announcement in database.Announcements
            where announcement.Team == team
            join author in database.Users on announcement.AuthorId equals author.Id
            orderby announcement.Id descending
            select new AnnouncementView
            {
                Title = announcement.Title,
                Text = announcement.Text,
                Author = author.FirstName + " " + author.LastName,
                PublishedAt = announcement.PublishedAt,
            }
        )
            .Take(Shown)
            .ToListAsync();

    public async Task AddAsync(string team, string authorId, string title, string text)
    {
        database.Announcements.Add(
            new Announcement
            {
                Team = team,
                AuthorId = authorId,
                Title = title.Trim(),
                Text = text.Trim(),
                PublishedAt = clock.GetUtcNow(),
            }
        );
        await database.SaveChangesAsync();
    }
}
