using System.Collections.Frozen;

namespace Blueshift.Tracking.Transport;

/// <summary>Is the contract's closed list of reasons for a rejection.</summary>
internal static class RejectionReasons
{
    public const string Suppressed = "suppressed";
    public const string UnsupportedType = "unsupported-type";

    private static readonly FrozenSet<string> All = FrozenSet.Create(
        StringComparer.Ordinal,
        "invalid-field",
        "missing-field",
        "unknown-field",
        "too-large",
        UnsupportedType,
        "date-out-of-range",
        "id-conflict",
        Suppressed
    );

    public static bool Contains(string? reason) => reason is not null && All.Contains(reason);
}
