using System.Globalization;

namespace Blueshift.Tracking.Relational.Sealing;

/// <summary>Is a data key as the table of state holds it: wrapped.</summary>
/// <param name="Number">The number by which values name it.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="Wrapped">The key under the host's key-encryption key.</param>
internal sealed record StoredKey(ulong Number, DateTimeOffset MadeAt, WrappedJournalKey Wrapped)
{
    private const string Prefix = "key:";

    /// <summary>Is what the names of all keys are like.</summary>
    public const string Pattern = Prefix + "%";

    public string Name => Prefix + Number.ToString("x16", CultureInfo.InvariantCulture);

    // The id of the key-encryption key is last: it may hold any character.
    public string Value =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{MadeAt.ToUnixTimeMilliseconds()}:{Convert.ToBase64String(Wrapped.Bytes.Span)}:{Wrapped.KeyId}"
        );

    /// <summary>Reads a row.</summary>
    /// <returns><see langword="null"/> when it is none of this version's.</returns>
    public static StoredKey? TryRead(string name, string value)
    {
        var parts = value.Split(':', 3);
        try
        {
            return
                parts.Length == 3
                && ulong.TryParse(
                    name.AsSpan(Prefix.Length),
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out var number
                )
                && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var madeAt)
                ? new StoredKey(
                    number,
                    DateTimeOffset.FromUnixTimeMilliseconds(madeAt),
                    new WrappedJournalKey(parts[2], Convert.FromBase64String(parts[1]))
                )
                : null;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
