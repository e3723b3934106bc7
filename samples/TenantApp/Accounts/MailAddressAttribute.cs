using System.ComponentModel.DataAnnotations;
using MimeKit;

namespace TenantApp.Accounts;

/// <summary>Accepts one plain mail address, as the mail writer will take it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MailAddressAttribute : ValidationAttribute
{
    public MailAddressAttribute()
        : base("Enter a whole email address, such as name@customer.example.") { }

    public override bool IsValid(object? value) =>
        value is not string { Length: > 0 } text
        || (
            MailboxAddress.TryParse(text.Trim(), out var mailbox)
            && string.Equals(mailbox.Address, text.Trim(), StringComparison.Ordinal)
            && mailbox.Address.IndexOf('@', StringComparison.Ordinal) > 0
        );
}
