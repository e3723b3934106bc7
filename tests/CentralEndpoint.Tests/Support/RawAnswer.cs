using System.Globalization;

namespace CentralEndpoint.Tests.Support;

/// <summary>One HTTP/1.1 answer as it came over the wire.</summary>
internal sealed record RawAnswer(int Status, string Head, string Body)
{
    private const string HeadEnd = "\r\n\r\n";

    /// <summary>Gets everything but the date, in the order in which it came.</summary>
    public string WithoutDate =>
        string.Join('\n', Head.Split("\r\n").Where(static line => !IsOf(line, "Date"))) + HeadEnd + Body;

    public string Header(string name) =>
        Head.Split("\r\n").Where(line => IsOf(line, name)).Select(line => line[(name.Length + 1)..].Trim()).Single();

    /// <summary>Reads every answer of a connection; what the end of the connection cut off is none.</summary>
    public static IReadOnlyList<RawAnswer> ReadAll(string wire)
    {
        var answers = new List<RawAnswer>();
        while (wire.Contains(HeadEnd))
        {
            var start = wire.IndexOf(HeadEnd, StringComparison.Ordinal) + HeadEnd.Length;
            var head = wire[..(start - HeadEnd.Length)];
            Assert.StartsWith("HTTP/1.1 ", head);
            var answer = new RawAnswer(int.Parse(head.AsSpan(9, 3), CultureInfo.InvariantCulture), head, "");
            var length =
                answer.Status < 200 ? 0 : int.Parse(answer.Header("Content-Length"), CultureInfo.InvariantCulture);
            answers.Add(answer with { Body = wire.Substring(start, length) });
            wire = wire[(start + length)..];
        }

        return answers;
    }

    private static bool IsOf(string line, string name) =>
        line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase);
}
