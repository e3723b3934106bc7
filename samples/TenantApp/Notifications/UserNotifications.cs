using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Utils;
using TenantApp.Accounts;
using TenantApp.Hosting;

namespace TenantApp.Notifications;

/// <summary>Tells users by mail what happened to their accounts. A mail that cannot be kept is logged and fails nothing.</summary>
public sealed class UserNotifications(
    IMailSender sender,
    IOptions<TenantAppOptions> options,
    TimeProvider clock,
    ILogger<UserNotifications> logger
)
{
    private readonly string _application = options.Value.Name;

    public Task WelcomeAsync(AppUser user) =>
        SendAsync(
            user,
            $"Welcome to {_application}",
            $"an account was made for you in {_application}. Your user name is {user.UserName}.\n"
                + "Your administrator gives you your password in another way; it is never sent by mail."
        );

    public Task DeactivatedAsync(AppUser user) =>
        SendAsync(
            user,
            $"Your account in {_application} was deactivated",
            $"your account {user.UserName} in {_application} was deactivated.\n"
                + "You cannot sign in any more. Please ask your administrator if you did not expect this."
        );

    public Task ReactivatedAsync(AppUser user) =>
        SendAsync(
            user,
            $"Your account in {_application} is active again",
            $"your account {user.UserName} in {_application} is active again. You can sign in as before."
        );

    private async Task SendAsync(AppUser user, string subject, string text)
    {
        try
        {
            using var mail = new MimeMessage();
            var from = new MailboxAddress(_application, options.Value.MailFrom);
            mail.From.Add(from);
            // MimeKit's default would name this machine.
            mail.MessageId = MimeUtils.GenerateMessageId(from.Domain);
            mail.To.Add(new MailboxAddress($"{user.FirstName} {user.LastName}", user.Email!));
            mail.Subject = subject;
            mail.Date = clock.GetUtcNow();
            mail.Body = new TextPart("plain") { Text = $"Dear {user.FirstName} {user.LastName},\n\n{text}\n" };
            await sender.SendAsync(mail);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ParseException)
        {
            // The type alone: what a mail fault says may quote the address.
            logger.LogError("A notification was not sent: {Fault}.", fault.GetType().Name);
        }
    }
}
