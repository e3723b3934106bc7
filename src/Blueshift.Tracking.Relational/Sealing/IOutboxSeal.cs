using System.Data.Common;

namespace Blueshift.Tracking.Relational.Sealing;

/// <summary>Seals what the tables hold of people, and opens it. Safe for several threads.</summary>
internal interface IOutboxSeal
{
    /// <summary>Gets the word for the start line and health.</summary>
    string Kind { get; }

    /// <summary>Gets a key at hand, and learns those that other nodes made. Due before the first value, and when a key is not known.</summary>
    /// <param name="mayMake">Whether a key is made and written where there is none; otherwise it reads alone.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether a key is at hand that seals. While none is, it is asked for at most once a minute.</returns>
    /// <exception cref="DbException">The database is away.</exception>
    ValueTask<bool> PrepareAsync(bool mayMake, CancellationToken cancellationToken);

    /// <summary>Seals a value of a row. Does no I/O.</summary>
    /// <param name="value">What is sealed.</param>
    /// <param name="place">What the value belongs to, and is of no use elsewhere: the activity id, or the subject, in 16 bytes.</param>
    /// <returns><see langword="null"/> when no key is at hand.</returns>
    byte[]? Seal(ReadOnlySpan<byte> value, ReadOnlySpan<byte> place);

    /// <summary>Opens what was sealed for the same place. Does no I/O.</summary>
    /// <returns><see langword="null"/> when the key that opens it is not at hand, or it is damaged; <see cref="Knows"/> says which.</returns>
    byte[]? Open(ReadOnlySpan<byte> sealedValue, ReadOnlySpan<byte> place);

    /// <summary>Says whether the key is at hand that opens a value: if it cannot be opened, then it is damaged.</summary>
    bool Knows(ReadOnlySpan<byte> sealedValue);
}
