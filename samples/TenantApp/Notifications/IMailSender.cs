using MimeKit;

namespace TenantApp.Notifications;

/// <summary>Takes a mail for sending.</summary>
public interface IMailSender
{
    /// <summary>Takes the mail; on return it will be sent.</summary>
    /// <exception cref="IOException">The mail could not be kept.</exception>
    Task SendAsync(MimeMessage mail);
}
