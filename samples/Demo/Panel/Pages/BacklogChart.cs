using System.Globalization;
using System.Xml.Linq;

namespace Demo.Panel.Pages;

/// <summary>Draws how many waited in the last two minutes, from zero up.</summary>
internal static class BacklogChart
{
    private const double Width = 720;
    private const double Height = 120;
    private const double Edge = 4;
    private const int Samples = 120;

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <param name="waiting">How many waited, second by second, the latest last.</param>
    public static string Draw(IReadOnlyList<long> waiting)
    {
        // A single activity is no mountain.
        var greatest = Math.Max(10, waiting.DefaultIfEmpty(0).Max());
        var first = Samples - waiting.Count;
        var points = waiting.Select((number, place) => $"{At(X(first + place))},{At(Y(number, greatest))}").ToList();
        var (left, right, bottom) = (At(X(first)), At(X(Samples - 1)), At(Height - Edge));
        var line = string.Join(' ', points);
        var latest = waiting.Count == 0 ? 0 : waiting[^1];
        return new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {At(Width)} {At(Height)}"),
            new XAttribute("preserveAspectRatio", "none"),
            new XAttribute("role", "img"),
            new XAttribute("class", "chart"),
            new XElement(
                Svg + "title",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Activities waiting in the last two minutes: {latest} now, {waiting.DefaultIfEmpty(0).Max()} at most"
                )
            ),
            new XElement(
                Svg + "polygon",
                new XAttribute("class", "area"),
                new XAttribute("points", $"{left},{bottom} {line} {right},{bottom}")
            ),
            new XElement(Svg + "polyline", new XAttribute("class", "line"), new XAttribute("points", line))
        ).ToString(SaveOptions.DisableFormatting);
    }

    private static double X(int place) => Edge + (Width - 2 * Edge) * place / (Samples - 1);

    private static double Y(long number, long greatest) => Height - Edge - (Height - 2 * Edge) * number / greatest;

    private static string At(double place) => place.ToString("0.##", CultureInfo.InvariantCulture);
}
