using System.Net.Mail;
using CentralEndpoint.Storage;

namespace CentralEndpoint.PublicPages;

/// <summary>What somebody wrote into the contact form. A class without members of <see cref="object"/> that could print it.</summary>
public sealed class ContactForm
{
    public const int LongestName = 200;
    public const int LongestEmail = 320;
    public const int LongestPhone = 40;
    public const int LongestMessage = 4000;

    // What turns the direction of text round and lets it look like another one.
    private const string Directions = "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    public string Name { get; init; } = "";

    public string Email { get; init; } = "";

    public string Phone { get; init; } = "";

    public string Kind { get; init; } = "";

    public string Message { get; init; } = "";

    /// <summary>Reads the fields of a post.</summary>
    public static ContactForm Read(IFormCollection fields) =>
        new()
        {
            Name = Line(fields["name"]),
            Email = Line(fields["email"]),
            Phone = Line(fields["phone"]),
            Kind = Line(fields["kind"]),
            // A browser sends each end of a line as two characters and counts it as one.
            Message = fields["message"].ToString().ReplaceLineEndings("\n").Trim(),
        };

    /// <summary>Says what is wrong, in words for whoever wrote it; nothing where all is right.</summary>
    public IReadOnlyList<string> Check()
    {
        var faults = new List<string>();
        Require(IsLine(Name, 1, LongestName), $"Write your name, in {LongestName} characters at most.");
        Require(
            IsLine(Email, 1, LongestEmail) && IsAddress(Email),
            "Write your email address, such as amelia@customer.example."
        );
        Require(
            IsLine(Phone, 0, LongestPhone),
            $"Write the phone number in {LongestPhone} characters at most, or leave it empty."
        );
        Require(ContactKinds.All.ContainsKey(Kind), "Choose what it is about.");
        Require(
            Message.Length is >= 1 and <= LongestMessage
                && !Message.Any(static c => c is not ('\n' or '\t') && IsOdd(c)),
            $"Write a message of {LongestMessage} characters at most, in plain text."
        );
        return faults;

        void Require(bool condition, string fault)
        {
            if (!condition)
            {
                faults.Add(fault);
            }
        }
    }

    internal RequestContent ToContent() => new(Name, Email, Phone.Length == 0 ? null : Phone, Message);

    private static string Line(string? value) => (value ?? "").Trim();

    private static bool IsLine(string text, int least, int most) =>
        text.Length >= least && text.Length <= most && !text.Any(IsOdd);

    private static bool IsOdd(char c) => char.IsControl(c) || Directions.Contains(c, StringComparison.Ordinal);

    // As plain as that: with a name around it, or in quotes, it would be another address to some programs.
    private static bool IsAddress(string text) =>
        MailAddress.TryCreate(text, out var address)
        && address.Address == text
        && !text.Any(static c => char.IsWhiteSpace(c) || c is '"' or '<' or '>' or ',' or ';');
}
