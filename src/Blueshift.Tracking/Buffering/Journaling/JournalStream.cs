namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Says to which of a journal's streams a segment belongs; the values are the file's.</summary>
internal enum JournalStream
{
    /// <summary>Is none.</summary>
    None,

    /// <summary>The log itself.</summary>
    Log,

    /// <summary>Activities to be tried again at a later time.</summary>
    Parked,

    /// <summary>Activities that the endpoint will never take.</summary>
    DeadLetters,

    /// <summary>Ranges of numbers that were given up, for the endpoint to be told.</summary>
    GivenUp,
}
