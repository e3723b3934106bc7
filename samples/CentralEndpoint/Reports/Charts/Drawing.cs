using System.Globalization;
using System.Xml.Linq;

namespace CentralEndpoint.Reports.Charts;

/// <summary>Makes elements of SVG. Colours are the stylesheet's, by class.</summary>
internal static class Drawing
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Makes a picture with a name for those who do not see it.</summary>
    public static XElement Picture(string title, double width, double height, params IEnumerable<XElement> content) =>
        Element(
            "svg",
            [("viewBox", $"0 0 {At(width)} {At(height)}"), ("role", "img"), ("class", "chart")],
            [Element("title", [], new XText(title)), .. content]
        );

    public static XElement Bar(string kind, double left, double width, double top, double bottom, string title) =>
        Element(
            "rect",
            [
                ("class", kind),
                ("x", At(left)),
                ("y", At(top)),
                ("width", At(width)),
                ("height", At(Math.Max(0, bottom - top))),
            ],
            Element("title", [], new XText(title))
        );

    public static XElement Line(string kind, IEnumerable<(double X, double Y)> points) =>
        Element(
            "polyline",
            [("class", kind), ("points", string.Join(' ', points.Select(static one => $"{At(one.X)},{At(one.Y)}")))]
        );

    /// <summary>Draws an upright line with something to say.</summary>
    public static XElement Mark(string kind, double x, double top, double bottom, string title) =>
        Element(
            "line",
            [("class", $"mark {kind}"), ("x1", At(x)), ("x2", At(x)), ("y1", At(top)), ("y2", At(bottom))],
            Element("title", [], new XText(title))
        );

    /// <summary>Draws a level line with something to say.</summary>
    public static XElement Level(string kind, double left, double right, double y, string title) =>
        Element(
            "line",
            [("class", kind), ("x1", At(left)), ("x2", At(right)), ("y1", At(y)), ("y2", At(y))],
            Element("title", [], new XText(title))
        );

    public static XElement Rule(double left, double right, double y) =>
        Element("line", [("class", "rule"), ("x1", At(left)), ("x2", At(right)), ("y1", At(y)), ("y2", At(y))]);

    /// <summary>Writes a word.</summary>
    /// <param name="text">The word.</param>
    /// <param name="x">Where it is anchored.</param>
    /// <param name="y">Its base line.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public static XElement Word(string text, double x, double y, string anchor) =>
        Element("text", [("x", At(x)), ("y", At(y)), ("text-anchor", anchor)], new XText(text));

    private static XElement Element(string name, (string Name, string Value)[] attributes, params object[] content) =>
        new(Svg + name, attributes.Select(static one => new XAttribute(one.Name, one.Value)), content);

    private static string At(double place) => place.ToString("0.##", CultureInfo.InvariantCulture);
}
