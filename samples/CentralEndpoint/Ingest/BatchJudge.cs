namespace CentralEndpoint.Ingest;

/// <summary>
/// Decides the verdict of each activity, given what is known. No I/O: it knows only the ids it was told and those it accepted itself.
/// </summary>
internal sealed class BatchJudge(Dictionary<string, (string Subject, bool Added)> known)
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

        known.Add(activity.Id, (activity.Subject!, activity.Added!.Value));
        return new Verdict(activity.Id, VerdictStatus.Accepted);
    }

    // Subject and status make the activity; whatever else differs, the first content stays.
    private static Verdict JudgeKnown(ReceivedActivity activity, (string Subject, bool Added) first)
    {
        if (activity.Subject == first.Subject && activity.Added == first.Added)
        {
            return new Verdict(activity.Id, VerdictStatus.Duplicate);
        }

        return new Verdict(activity.Id, VerdictStatus.Rejected, activity.Rejection ?? Rejection.IdConflict);
    }
}
