namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Gives up what was found damaged when a journal was opened. Used under the journal's lock.</summary>
internal static class JournalDamage
{
    /// <summary>Gives it up, and keeps a copy of each segment that it stands in.</summary>
    /// <returns>Whether there was any, so that the books must be saved.</returns>
    public static bool GiveUp(JournalParts parts, JournalClaims claims)
    {
        if (parts.Damaged.Count == 0)
        {
            return false;
        }
        foreach (var segment in parts.Catalog.List())
        {
            if (parts.Damaged.Exists(range => range.From <= segment.Last && range.To >= segment.First))
            {
                claims.Copy(segment);
            }
        }
        parts.Damaged.RemoveAll(range => claims.GiveUp(range, taken: 0, DropReason.Damaged));
        return true;
    }
}
