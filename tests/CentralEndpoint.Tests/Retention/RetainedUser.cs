namespace CentralEndpoint.Tests.Retention;

/// <summary>A user of a history, as a plain model knows them: they come, go, and come back under the same address.</summary>
internal sealed class RetainedUser(int number, string email)
{
    /// <summary>Gets what is left of the address of each activity: all of it, what follows the @, nothing, or something random.</summary>
    public Dictionary<string, string> Left { get; } = new(StringComparer.Ordinal);

    public int Number { get; } = number;

    public string Email { get; } = email;

    public string Domain { get; } = email[(email.IndexOf('@', StringComparison.Ordinal) + 1)..];

    public bool IsActive { get; private set; }

    public bool IsKnown => Left.Count > 0;

    /// <summary>Gets whether anything stored tells that the user had this domain.</summary>
    public bool HasDomain => Left.Values.Any(left => left == Email || left == "@" + Domain);

    private DateTimeOffset Changed { get; set; }

    public void Change(string activity, DateTimeOffset date)
    {
        IsActive = !IsActive;
        Changed = date;
        Left[activity] = Email;
    }

    public bool IsDue(DateTimeOffset cutoff) => IsKnown && !IsActive && Changed <= cutoff && Left.ContainsValue(Email);

    /// <param name="isWide">Whether at least five users of the instance had the domain.</param>
    public void Strip(bool isWide)
    {
        foreach (var (activity, left) in Left)
        {
            if (left == Email)
            {
                Left[activity] =
                    Email.Length == 0 ? RetentionHistory.Gone
                    : isWide ? "@" + Domain
                    : RetentionHistory.Random;
            }
        }
    }
}
