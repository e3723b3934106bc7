using System.Xml.Linq;
using CentralEndpoint.Pages;

namespace CentralEndpoint.Reports.Charts;

/// <summary>Draws two bars side by side for each of a few names, by one measure.</summary>
internal static class PairedBars
{
    private const double Width = 960;
    private const double Height = 240;
    private const double Left = 64;
    private const double Right = 12;
    private const double Top = 26;
    private const double Bottom = 200;
    private const double BarShare = 0.24;

    /// <param name="title">What it shows, for those who do not see it.</param>
    /// <param name="names">The names.</param>
    /// <param name="first">A number of users for each name.</param>
    /// <param name="second">Another one for each.</param>
    public static string Draw(
        string title,
        IReadOnlyList<string> names,
        IReadOnlyList<long> first,
        IReadOnlyList<long> second
    )
    {
        var scale = new ChartScale(first.Concat(second).Max(), Top, Bottom);
        var step = (Width - Left - Right) / names.Count;
        var content = new List<XElement> { Drawing.Word("Users", Left, Top - 10, "start") };
        foreach (var number in new[] { 0, scale.Greatest })
        {
            content.Add(Drawing.Rule(Left, Width - Right, scale.Of(number)));
            content.Add(Drawing.Word(Written.Number(number), Left - 8, scale.Of(number) + 4, "end"));
        }

        foreach (var (place, name) in names.Index())
        {
            var middle = Left + step * (place + 0.5);
            content.Add(Drawing.Word(name, middle, Height - 14, "middle"));
            content.Add(
                Bar(
                    "active-bar",
                    middle - step * BarShare,
                    first[place],
                    $"{name}: {Written.Number(first[place])} active"
                )
            );
            content.Add(Bar("gone", middle, second[place], $"{name}: {Written.Number(second[place])} gone"));
        }

        return Drawing.Picture(title, Width, Height, content).ToString(SaveOptions.DisableFormatting);

        XElement Bar(string kind, double left, long users, string words) =>
            Drawing.Bar($"bar {kind}", left, step * BarShare, scale.Of(users), scale.Of(0), words);
    }
}
