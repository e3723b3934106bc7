using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Dispatch;

/// <summary>Says in a word what came of a request, for metrics and traces. The list is closed: docs/operating.md has it.</summary>
internal static class DeliveryOutcome
{
    /// <summary>Is the word for a defect of ours or of the platform.</summary>
    public const string Fault = "fault";

    /// <summary>Is the word for a request that the stop of the host ended.</summary>
    public const string Stopped = "stopped";

    public static string Of(DeliveryAnswer answer) =>
        answer.Kind switch
        {
            AnswerKind.Verdicts => "answered",
            AnswerKind.BatchRefused => "batch-refused",
            _ => FaultWords.Of(answer.Fault),
        };

    /// <summary>Counts the verdicts of one kind.</summary>
    public static int Count(DeliveryAnswer answer, VerdictStatus status)
    {
        var count = 0;
        for (var index = 0; index < answer.Verdicts.Count; index++)
        {
            count += answer.Verdicts[index].Status == status ? 1 : 0;
        }
        return count;
    }
}
