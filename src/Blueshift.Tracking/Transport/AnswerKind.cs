namespace Blueshift.Tracking.Transport;

/// <summary>Says what an answer asks the client to do.</summary>
internal enum AnswerKind
{
    /// <summary>Settle each activity by its verdict.</summary>
    Verdicts,

    /// <summary>Send less at once; one activity refused alone is a dead letter.</summary>
    BatchRefused,

    /// <summary>Send the same again, uncompressed.</summary>
    CompressionRefused,

    /// <summary>Wait and try again: it may pass by itself.</summary>
    TryLater,

    /// <summary>Wait long and try again: a person has to mend something.</summary>
    Pause,
}
