using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Reports;

/// <summary>Puts a report's statement together, which runs unchanged on every engine. What is no literal of the program is a parameter.</summary>
internal sealed class ReportStatement
{
    private readonly List<object> _values = [];
    private readonly List<string> _tables = [];

    /// <summary>Takes a value and gives what stands for it.</summary>
    public string Parameter(object value)
    {
        _values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"{{{_values.Count - 1}}}");
    }

    /// <summary>Takes a table of times to be named in the statement: a zone, and whole numbers that go with it.</summary>
    public void AddTable(string name, string columns, IEnumerable<(string Zone, long[] Numbers)> rows)
    {
        var zones = new Dictionary<string, string>(StringComparer.Ordinal);
        var values = rows.Select(row =>
        {
            if (!zones.TryGetValue(row.Zone, out var zone))
            {
                zones.Add(row.Zone, zone = Parameter(row.Zone));
            }

            return string.Create(CultureInfo.InvariantCulture, $"({zone}, {string.Join(", ", row.Numbers)})");
        });
        _tables.Add($"{name} ({columns}) AS (VALUES {string.Join(", ", values)})");
    }

    /// <summary>Names a part of the statement, which may read what was named before.</summary>
    public void AddPart(string name, string select) => _tables.Add($"{name} AS ({select})");

    /// <summary>Names a part that is made once, before what reads it: where an engine would else make it again for each row of another.</summary>
    public void AddTable(string name, string select) => _tables.Add($"{name} AS MATERIALIZED ({select})");

    [SuppressMessage("Security", "EF1002", Justification = "Literals, whole numbers and the places of parameters.")]
    public Task<List<TRow>> RunAsync<TRow>(EndpointDbContext db, string select) =>
        db.Database.SqlQueryRaw<TRow>($"WITH {string.Join(", ", _tables)} {select}", [.. _values]).ToListAsync();
}
