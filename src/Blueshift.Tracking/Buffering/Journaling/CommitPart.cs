using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Buffering.Journaling;

/// <summary>Says where one append's activities stand in a commit. All of them stand in one frame.</summary>
/// <param name="Frame">Which frame.</param>
/// <param name="Count">How many have a place; the first ones.</param>
/// <param name="Removals">How many of these are removals.</param>
/// <param name="Refusal">Why the others have none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CommitPart(int Frame, int Count, int Removals, RefusalReason Refusal);
