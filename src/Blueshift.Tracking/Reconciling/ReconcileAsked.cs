using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Reconciling;

/// <summary>Counts what was asked for.</summary>
/// <param name="Count">How often, since the tables were made.</param>
/// <param name="Answered">Up to which of them it was done.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReconcileAsked(long Count, long Answered)
{
    public bool IsOpen => Count > Answered;
}
