using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>Is what one round measured, both in the same unit.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Round(double Floor, double Ours);
