using System.Runtime.InteropServices;

namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>Is a bound that is met or missed.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Target
{
    private Target(double value, bool isMost)
    {
        Value = value;
        IsMost = isMost;
    }

    public double Value { get; }

    public bool IsMost { get; }

    public static Target AtMost(double value) => new(value, isMost: true);

    public static Target AtLeast(double value) => new(value, isMost: false);
}
