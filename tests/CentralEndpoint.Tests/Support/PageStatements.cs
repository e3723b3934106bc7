using System.Data.Common;
using Blueshift.Tracking.Tests.Support;

namespace CentralEndpoint.Tests.Support;

/// <summary>Is a block of SQL of docs/privacy.md, with the operator's own values in the place of those of the page.</summary>
internal sealed class PageStatements
{
    public const string Instance = "acme-prod";
    public const string Subject = "Pr9_voct8DKOYLzVB89bZA";
    public const string Index = "bbdf26c97fb3157f5f0e7049bf4a6b3557c4c947660ea237bb25de98a2e75e6a";

    private readonly string _text;

    private PageStatements(string text) => _text = text;

    /// <summary>Takes the one block that begins with the name of the database and of what it does.</summary>
    public static PageStatements Of(string task) =>
        new(
            Assert.ContainsSingle(
                new Page("docs/privacy.md")
                    .Blocks("sql")
                    .Where(block => block.StartsWith($"-- {TestDatabase.Name}: {task}\n", StringComparison.Ordinal))
            )
        );

    public PageStatements With(string placeholder, string value)
    {
        Assert.Contains(placeholder, _text);
        return new PageStatements(_text.Replace(placeholder, value, StringComparison.Ordinal));
    }

    /// <summary>Runs one statement after the other, as the programs of the page do.</summary>
    /// <returns>What the last one that gave anything gave, a text for each row.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(DbConnection connection)
    {
        IReadOnlyList<string> last = [];
        foreach (var statement in _text.Split(";\n", StringSplitOptions.RemoveEmptyEntries))
        {
            await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // It is the documentation's own text.
            command.CommandText = statement;
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync();
            if (reader.FieldCount > 0)
            {
                last = await RowsAsync(reader);
            }
        }

        return last;
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(DbDataReader reader)
    {
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => $"{reader[column]}")));
        }

        return rows;
    }
}
