using System.Xml.Linq;

namespace CentralEndpoint.Reports.Charts;

/// <summary>Draws a line of a few numbers as large as a word, from zero up.</summary>
internal static class Spark
{
    private const double Width = 96;
    private const double Height = 22;
    private const double Edge = 2;

    /// <param name="title">What it shows, for those who do not see it.</param>
    /// <param name="numbers">The numbers, in order.</param>
    public static string Draw(string title, IReadOnlyList<long> numbers)
    {
        var greatest = Math.Max(1, numbers.DefaultIfEmpty(0).Max());
        var step = (Width - 2 * Edge) / Math.Max(1, numbers.Count - 1);
        var points = numbers.Select(
            (number, place) => (Edge + step * place, Height - Edge - (Height - 2 * Edge) * number / greatest)
        );
        return Drawing
            .Picture(title, Width, Height, [Drawing.Line("active", points)])
            .ToString(SaveOptions.DisableFormatting);
    }
}
