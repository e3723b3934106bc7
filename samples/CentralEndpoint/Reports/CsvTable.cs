using System.Globalization;
using CentralEndpoint.Pages;
using CsvHelper;

namespace CentralEndpoint.Reports;

/// <summary>A report as RFC 4180 text for spreadsheets and scripts. No cell of it is taken for a formula.</summary>
internal sealed class CsvTable
{
    public const string MediaType = "text/csv";

    private readonly List<string[]> _rows = [];

    /// <param name="columns">The names of the columns, in lower case with underscores.</param>
    public CsvTable(params string[] columns) => _rows.Add(columns);

    /// <summary>Adds a row. Times are written in UTC as RFC 3339, days as they are, truth as <c>true</c> and <c>false</c>, what is absent as nothing.</summary>
    public void Add(params object?[] cells) => _rows.Add(Array.ConvertAll(cells, Written));

    public override string ToString()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var csv = new CsvWriter(text, CultureInfo.InvariantCulture);
        foreach (var row in _rows)
        {
            foreach (var cell in row)
            {
                csv.WriteField(cell);
            }

            csv.NextRecord();
        }

        csv.Flush();
        return text.ToString();
    }

    private static string Written(object? cell) =>
        cell switch
        {
            null => "",
            string text => Harmless(text),
            bool truth => truth ? "true" : "false",
            DateTimeOffset time => time.UtcDateTime.ToString(
                "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
                CultureInfo.InvariantCulture
            ),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => Convert.ToString(cell, CultureInfo.InvariantCulture)!,
        };

    // A spreadsheet takes a cell that begins so for a formula; after an apostrophe it is text (CWE-1236).
    private static string Harmless(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? "'" + text : text;
}
