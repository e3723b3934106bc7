using System.Globalization;
using System.Xml.Linq;
using CentralEndpoint.Pages;
using CentralEndpoint.Reports.Flow;

namespace CentralEndpoint.Reports.Charts;

/// <summary>Draws who is active as a line and, below it on a scale of its own, who came upwards and who went downwards, month by month.</summary>
internal sealed class FlowChart
{
    private const double Width = 960;
    private const double Height = 360;
    private const double Left = 64;
    private const double Right = 12;
    private const double LineTop = 26;
    private const double LineBottom = 156;
    private const double BarsTop = 198;
    private const double BarsBottom = 320;
    private const double BarShare = 0.62;
    private const int MonthsBetweenLabels = 3;

    // Of the way up the way down has at least this part, so that there is room for the number.
    private const int LeastPart = 4;

    private readonly IReadOnlyList<FlowPeriod> _months;
    private readonly double _step;
    private readonly long? _seats;
    private readonly ChartScale _active;
    private readonly ChartScale _in;
    private readonly ChartScale _out;

    private FlowChart(IReadOnlyList<FlowPeriod> months, long? seats)
    {
        _months = months;
        _seats = seats;
        _step = (Width - Left - Right) / Math.Max(1, months.Count);
        _active = new ChartScale(
            Math.Max(seats ?? 0, months.Max(static month => Math.Max(month.Opening, month.Closing))),
            LineTop,
            LineBottom
        );
        // Both directions by one measure, so that a bar up and a bar down of one length are as many users.
        var highest = new ChartScale(months.Max(static month => month.In), 0, 1).Greatest;
        var removed = months.Max(static month => month.Removed);
        var lowest = new ChartScale(Math.Max(removed, highest / LeastPart), 0, 1).Greatest;
        var zero = BarsTop + (BarsBottom - BarsTop) * highest / (highest + lowest);
        _in = new ChartScale(highest, BarsTop, zero);
        _out = new ChartScale(lowest, BarsBottom, zero);
    }

    /// <summary>Draws it.</summary>
    /// <param name="months">At least one.</param>
    /// <param name="seats">The contracted seats, which are drawn as a line; absent for none.</param>
    public static string Draw(IReadOnlyList<FlowPeriod> months, long? seats = null)
    {
        var chart = new FlowChart(months, seats);
        return Drawing
            .Picture(
                $"Active users, and users who came and went, by month from {Month(months[0])} to {Month(months[^1])}",
                Width,
                Height,
                [.. chart.Axes(), .. chart.Seats(), .. chart.Beginnings(), .. chart.Bars(), .. chart.ActiveLines()]
            )
            .ToString(SaveOptions.DisableFormatting);
    }

    private IEnumerable<XElement> Axes()
    {
        yield return Drawing.Word("Active users", Left, LineTop - 10, "start");
        yield return Drawing.Word("In and out, users a month", Left, BarsTop - 10, "start");
        foreach (
            var (scale, number) in new[] { (_active, _active.Greatest), (_active, 0), (_in, _in.Greatest), (_in, 0) }
        )
        {
            yield return Drawing.Rule(Left, Width - Right, scale.Of(number));
            yield return Drawing.Word(Written.Number(number), Left - 8, scale.Of(number) + 4, "end");
        }
        yield return Drawing.Rule(Left, Width - Right, _out.Of(_out.Greatest));
        yield return Drawing.Word(Written.Number(_out.Greatest), Left - 8, _out.Of(_out.Greatest) + 4, "end");
        for (
            var number = (_months.Count - 1) % MonthsBetweenLabels;
            number < _months.Count;
            number += MonthsBetweenLabels
        )
        {
            yield return Drawing.Word(Month(_months[number]), Middle(number), Height - 14, "middle");
        }
    }

    private IEnumerable<XElement> Seats()
    {
        if (_seats is { } seats)
        {
            yield return Drawing.Level(
                "seats",
                Left,
                Width - Right,
                _active.Of(seats),
                $"{Written.Number(seats)} contracted seats"
            );
        }
    }

    // Who was there before came at no time: no bar, but the reason why the line leaps.
    private IEnumerable<XElement> Beginnings() =>
        _months
            .Index()
            .Where(static one => one.Item.Baseline > 0)
            .Select(one =>
                Drawing.Mark(
                    "baseline",
                    Middle(one.Index),
                    LineTop,
                    LineBottom,
                    $"{Month(one.Item)}: {Written.Number(one.Item.Baseline)} were there before their instances began to report"
                )
            );

    private IEnumerable<XElement> Bars() =>
        _months.SelectMany((month, number) => Up(month, number).Concat(Down(month, number)));

    private IEnumerable<XElement> Up(FlowPeriod month, int number)
    {
        var below = 0L;
        foreach (var (kind, count) in new[] { ("new", month.New), ("back", month.Reactivated) })
        {
            if (count > 0)
            {
                yield return Bar(month, number, (kind, count), _in.Of(below + count), _in.Of(below));
            }
            below += count;
        }
    }

    private IEnumerable<XElement> Down(FlowPeriod month, int number)
    {
        if (month.Removed > 0)
        {
            yield return Bar(month, number, ("gone", month.Removed), _out.Of(0), _out.Of(month.Removed));
        }
    }

    private XElement Bar(FlowPeriod month, int number, (string Kind, long Count) of, double top, double bottom) =>
        Drawing.Bar(
            $"bar {of.Kind}{(month.Running ? " running" : "")}",
            Middle(number) - _step * BarShare / 2,
            _step * BarShare,
            top,
            bottom,
            $"{Month(month)}: {Written.Number(of.Count)} {Words(of.Kind)}"
        );

    // The running month is no fall: its part of the line is drawn apart.
    private IEnumerable<XElement> ActiveLines()
    {
        var points = _months.Select((month, number) => (Middle(number), _active.Of(month.Closing))).ToList();
        var solid = _months[^1].Running ? points.Count - 1 : points.Count;
        yield return Drawing.Line("active", points.Take(solid));
        if (solid < points.Count)
        {
            yield return Drawing.Line("active running", points.Skip(Math.Max(0, solid - 1)));
        }
    }

    private double Middle(int number) => Left + _step * (number + 0.5);

    private static string Words(string kind) =>
        kind switch
        {
            "back" => "reactivated",
            "gone" => "removed",
            _ => kind,
        };

    private static string Month(FlowPeriod month) => month.From.ToString("MMM yy", CultureInfo.InvariantCulture);
}
