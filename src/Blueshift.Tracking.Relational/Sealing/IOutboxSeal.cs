namespace Blueshift.Tracking.Relational.Sealing;

/// <summary>Seals what the tables hold of people, and opens it. Safe for several threads; does no I/O once it is ready.</summary>
internal interface IOutboxSeal
{
    /// <summary>Gets the word for the start line and health.</summary>
    string Kind { get; }

    /// <summary>Seals a value of a row.</summary>
    /// <param name="value">What is sealed.</param>
    /// <param name="place">What the value belongs to, and is of no use elsewhere: the activity id, or the subject, in 16 bytes.</param>
    /// <returns><see langword="null"/> when no key is at hand.</returns>
    byte[]? Seal(ReadOnlySpan<byte> value, ReadOnlySpan<byte> place);

    /// <summary>Opens what was sealed for the same place.</summary>
    /// <returns><see langword="null"/> when the key that opens it is not at hand, or it is damaged.</returns>
    byte[]? Open(ReadOnlySpan<byte> sealedValue, ReadOnlySpan<byte> place);
}
