namespace CentralEndpoint.Privacy.Requests;

/// <summary>Looks at what an officer enters. What is refused is not repeated.</summary>
internal static class RequestInput
{
    public const int LongestName = 256;
    public const int LongestEmail = 320;
    public const int LongestPhone = 64;
    public const int LongestText = 8_000;
    public const int LongestReason = 500;

    // Whoever opens a request that is older has mistyped the year.
    private const int OldestDays = 366;

    public static void Check(NewRequest request, DateOnly today)
    {
        Require(RequestWords.Kinds.Contains(request.Kind), "There is no such kind of request.");
        Require(RequestWords.Channels.Contains(request.Channel), "There is no such channel.");
        Require(
            request.Received <= today && request.Received >= today.AddDays(-OldestDays),
            "The day on which it was received lies ahead, or more than a year ago."
        );
        var content = request.Content;
        CheckLine(content.Name, LongestName, "The name");
        CheckLine(content.Email, LongestEmail, "The email address");
        CheckLine(content.Phone ?? "", LongestPhone, "The telephone number");
        Require(
            content.Text.Length <= LongestText
                && !content.Text.Any(static one => char.IsControl(one) && one is not ('\n' or '\r' or '\t')),
            $"The text has more than {LongestText} characters, or a control character in it."
        );
        Require(
            content.Name.Length + content.Email.Length + (content.Phone?.Length ?? 0) > 0,
            "Nobody is named who asks: enter a name, an email address or a telephone number."
        );
    }

    /// <summary>Gives a reason without the space around it.</summary>
    public static string Reason(string reason)
    {
        var text = reason.Trim();
        Require(text.Length > 0, "A reason is missing.");
        CheckLine(text, LongestReason, "The reason");
        return text;
    }

    public static void CheckLine(string text, int longest, string what) =>
        Require(
            text.Length <= longest && !text.Any(char.IsControl),
            $"{what} has more than {longest} characters, or is not on one line."
        );

    public static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new RequestRefusedException(message);
        }
    }
}
