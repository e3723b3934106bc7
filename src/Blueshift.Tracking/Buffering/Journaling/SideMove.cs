using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Is a claimed activity on its way to a side journal.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="Change">What is added there.</param>
/// <param name="IsUnanswered">Whether the endpoint has to be told.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SideMove(HeldActivity Activity, SideChange Change, bool IsUnanswered)
{
    public static SideMove Of(HeldClaim claim, HeldActivity activity, Settlement settlement) =>
        new(
            activity,
            SideChange.Add(
                new SideEntry
                {
                    Sequence = activity.Sequence,
                    To = activity.Sequence,
                    RecordedAt = activity.At,
                    NotBefore =
                        settlement.Kind == SettlementKind.Park ? settlement.NotBefore : DateTimeOffset.UnixEpoch,
                    Reason = settlement.Reason!,
                },
                claim.Record(activity)
            ),
            settlement.IsUnanswered
        );
}
