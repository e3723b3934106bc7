using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Capture;

/// <summary>Is a call of the host that is measured where somebody listens. The words are those of the metric: docs/operating.md.</summary>
/// <param name="Span">Its span, if somebody traces.</param>
/// <param name="Began">When it began, if somebody measures.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MeasuredCall(Activity? Span, long? Began)
{
    /// <summary>Is the outcome of a call of which everything was recorded.</summary>
    public const string Recorded = "recorded";

    /// <summary>Is the outcome of a call of which something was not recorded.</summary>
    public const string Refused = "refused";

    /// <summary>Is the outcome of a call that was cancelled, or was a programming error.</summary>
    public const string Thrown = "thrown";
}
