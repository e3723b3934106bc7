using System.Globalization;

namespace Blueshift.Tracking.Testing.AspNetCore.Faults;

/// <summary>Is what a comparison found. Ids are all it names.</summary>
internal sealed class LedgerFindings
{
    private const int Shown = 3;

    public required int Recorded { get; init; }

    public required int Stored { get; init; }

    /// <summary>Gets what was said to be recorded, was not given up, and is not stored.</summary>
    public required IReadOnlyList<string> Lost { get; init; }

    /// <summary>Gets what is stored for two instances, or was sent under two numbers.</summary>
    public required IReadOnlyList<string> Doubled { get; init; }

    /// <summary>Gets what is stored and was never given to the client.</summary>
    public required IReadOnlyList<string> Phantom { get; init; }

    /// <summary>Gets what shares its source and sequence with another id.</summary>
    public required IReadOnlyList<string> Renumbered { get; init; }

    public bool IsClean => Lost.Count + Doubled.Count + Phantom.Count + Renumbered.Count == 0;

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Recorded} recorded, {Stored} stored, lost {Of(Lost)}, doubled {Of(Doubled)}, phantom {Of(Phantom)}, renumbered {Of(Renumbered)}"
        );

    private static string Of(IReadOnlyList<string> ids) =>
        ids.Count == 0
            ? "0"
            : $"{ids.Count.ToString(CultureInfo.InvariantCulture)} ({string.Join(", ", ids.Take(Shown))})";
}
