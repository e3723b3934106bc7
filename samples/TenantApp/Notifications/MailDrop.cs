using System.Globalization;
using MimeKit;
using TenantApp.Hosting;

namespace TenantApp.Notifications;

/// <summary>Leaves each mail as an <c>.eml</c> file in a folder from which a mail server picks it up.</summary>
public sealed class MailDrop(InstanceFolders folders, TimeProvider clock) : IMailSender
{
    public async Task SendAsync(MimeMessage mail)
    {
        ArgumentNullException.ThrowIfNull(mail);
        var stamp = clock.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'.'fff", CultureInfo.InvariantCulture);
        var path = Path.Combine(folders.MailDrop, $"{stamp}-{Guid.NewGuid():N}.eml");
        var partial = path + ".partial";
        await using (var file = OwnerOnlyFile.Create(partial))
        {
            await mail.WriteToAsync(file);
        }
        // Only a whole mail may be picked up.
        File.Move(partial, path);
    }
}
