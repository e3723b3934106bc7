namespace Blueshift.Tracking.Buffering.Sealing;

/// <summary>Is a key provider of ours, which has a word of its own in the start line and in health.</summary>
internal interface IJournalKeyKind
{
    /// <summary>Gets the word: <c>file-beside</c>, <c>file</c> or <c>data-protection</c>.</summary>
    string Kind { get; }
}
