using System.Diagnostics;

namespace Blueshift.Tracking;

/// <summary>Says which person is meant. <see cref="ToString"/>, the debugger and exceptions never show the value.</summary>
[DebuggerDisplay("PersonQuery")]
public sealed class PersonQuery
{
    private PersonQuery(string? key, string? email)
    {
        Key = key;
        Email = email;
    }

    [UserActivityPersonalData]
    internal string? Key { get; }

    [UserActivityPersonalData]
    internal string? Email { get; }

    /// <summary>Means the user of a key.</summary>
    /// <param name="key">The host's own id of the user, exactly as in <see cref="TrackedUser.Key"/>.</param>
    /// <returns>The query.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty.</exception>
    public static PersonQuery ByKey([UserActivityPersonalData] string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return new PersonQuery(key, email: null);
    }

    /// <summary>
    /// Means whoever had an email address when the activity was recorded. The same person under an earlier address is not found: use
    /// <see cref="ByKey"/> where the key is known.
    /// </summary>
    /// <param name="email">The address; white space at its ends and its case do not count.</param>
    /// <returns>The query.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="email"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="email"/> is empty or white space: many people may have none.</exception>
    public static PersonQuery ByEmail([UserActivityPersonalData] string email)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(email);
        return new PersonQuery(key: null, email);
    }

    /// <summary>Returns what kind of query it is, never the value.</summary>
    /// <returns>For example <c>PersonQuery by key</c>.</returns>
    public override string ToString() => $"{nameof(PersonQuery)} by {(Key is null ? "email" : "key")}";
}
