using CentralEndpoint.Privacy.Erasures;

namespace CentralEndpoint.Ingest;

/// <summary>
/// Decides the verdict of each activity, given what is known. No I/O: it knows only the ids and the erased people it was told of and
/// the ids that it had stored itself.
/// </summary>
internal sealed class BatchJudge(Dictionary<string, (string Subject, bool Added)> known, ErasedSubjects erased)
{
    public Verdict Judge(ReceivedActivity activity)
    {
        if (known.TryGetValue(activity.Id, out var first))
        {
            return JudgeKnown(activity, first);
        }

        if (activity.Rejection is not null)
        {
            return new Verdict(activity.Id, VerdictStatus.Rejected, activity.Rejection);
        }

        var standIn = erased.StandInOf(activity.Subject!);
        known.Add(activity.Id, (standIn ?? activity.Subject!, activity.Added!.Value));
        return standIn is null
            ? new Verdict(activity.Id, VerdictStatus.Accepted)
            : new Verdict(activity.Id, VerdictStatus.Rejected, Rejection.Suppressed);
    }

    // Subject and status make the activity; whatever else differs, the first content stays. Of an erased person nothing is compared.
    private Verdict JudgeKnown(ReceivedActivity activity, (string Subject, bool Added) first)
    {
        if (erased.IsStandIn(first.Subject) || (activity.Subject == first.Subject && activity.Added == first.Added))
        {
            return new Verdict(activity.Id, VerdictStatus.Duplicate);
        }

        return new Verdict(activity.Id, VerdictStatus.Rejected, activity.Rejection ?? Rejection.IdConflict);
    }
}
