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
        await using (var file = new FileStream(partial, OwnerOnly()))
        {
            await mail.WriteToAsync(file);
        }
        // Only a whole mail may be picked up.
        File.Move(partial, path);
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        return options;
    }
}
