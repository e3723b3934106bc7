namespace CentralEndpoint.Reports.Charts;

/// <summary>Turns numbers into places on a chart's height: zero at one end, a round number above the greatest at the other.</summary>
internal sealed class ChartScale
{
    private static readonly long[] Steps = [1, 2, 3, 4, 5, 6, 8];

    private readonly double _top;
    private readonly double _bottom;

    /// <param name="greatest">The greatest number.</param>
    /// <param name="top">The place of the round number.</param>
    /// <param name="bottom">The place of zero.</param>
    public ChartScale(long greatest, double top, double bottom)
    {
        _top = top;
        _bottom = bottom;
        Greatest = Round(Math.Max(1, greatest));
    }

    /// <summary>Gets the round number.</summary>
    public long Greatest { get; }

    public double Of(long number) => _bottom + (_top - _bottom) * number / Greatest;

    private static long Round(long greatest)
    {
        for (var unit = 1L; ; unit *= 10)
        {
            if (Array.Find(Steps, step => step * unit >= greatest) is > 0 and var step)
            {
                return step * unit;
            }
        }
    }
}
