using System.Buffers;

namespace Blueshift.Tracking.Transport.Credentials;

/// <summary>Is the id under which the vendor knows the public key: a setting, or a line in the key's own file so that both are replaced at once.</summary>
internal static class SigningKeyId
{
    public const string Allowed = "1 to 64 letters, digits, dots, underscores and hyphens";

    private const int MaxLength = 64;
    private const string LineStart = "Key-Id:";

    private static readonly SearchValues<char> Characters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"
    );

    public static bool IsValid(ReadOnlySpan<char> id) =>
        id.Length is > 0 and <= MaxLength && !id.ContainsAnyExcept(Characters);

    /// <summary>Finds the line <c>Key-Id: id</c>. Readers of PEM skip lines outside of the blocks (RFC 7468, section 2).</summary>
    /// <param name="pem">The text of the key file.</param>
    /// <param name="fault">What is wrong with the line and what to do; empty when nothing is.</param>
    /// <returns><see langword="null"/> when there is no such line or something is wrong.</returns>
    public static string? Find(ReadOnlySpan<char> pem, out string fault)
    {
        fault = "";
        string? found = null;
        foreach (var line in pem.EnumerateLines())
        {
            if (!line.StartsWith(LineStart, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }
            if (found is not null)
            {
                fault = $"has two {LineStart} lines. Leave the one that belongs to this key.";
                return null;
            }
            var id = line[LineStart.Length..].Trim();
            if (!IsValid(id))
            {
                fault = $"has a {LineStart} line without a key id. Allowed are {Allowed}.";
                return null;
            }
            found = id.ToString();
        }
        return found;
    }
}
