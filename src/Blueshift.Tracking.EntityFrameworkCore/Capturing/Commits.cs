namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>Tells of what is committed.</summary>
internal static class Commits
{
    public static void Tell(IReadOnlyList<CapturedChange> changes, CaptureParts parts)
    {
        if (changes.Count == 0)
        {
            return;
        }
        Guarded.Run(
            () =>
            {
                parts.Outbox?.Committed(changes.Select(static change => change.Encoded!).ToList());
                parts.Fake?.Committed(changes.Select(static change => change.Activity!).ToList());
            },
            "commit",
            parts
        );
    }
}
