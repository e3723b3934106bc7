namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Makes what nobody else makes, for names and marks. Not a secret.</summary>
internal static class RandomToken
{
    /// <summary>
    /// Makes 74 random bits. Not from the cryptographic source: the first use of that loads a library for longer than all checks
    /// of the start take.
    /// </summary>
    public static Guid Next() => Guid.CreateVersion7(DateTimeOffset.UnixEpoch);
}
