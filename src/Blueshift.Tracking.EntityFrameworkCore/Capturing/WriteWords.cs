using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Blueshift.Tracking.EntityFrameworkCore.Capturing;

/// <summary>Guesses from a statement's text what it does. A wrong guess costs a comparison with the user table, and no activity.</summary>
internal static partial class WriteWords
{
    /// <summary>Says whether a statement may change users without the change tracker's knowledge.</summary>
    public static bool IsWrite(string statement, CommandSource source) =>
        source switch
        {
            CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete => true,
            CommandSource.ExecuteSqlRaw or CommandSource.FromSqlQuery => Words().IsMatch(statement),
            _ => false,
        };

    /// <summary>Says whether a statement has the name of a table as a word.</summary>
    public static bool NamesAny(string statement, IEnumerable<string> tables) =>
        tables.Any(table => Names(statement, table));

    private static bool Names(string statement, string table)
    {
        for (
            var place = statement.IndexOf(table, StringComparison.OrdinalIgnoreCase);
            place >= 0;
            place = statement.IndexOf(table, place + 1, StringComparison.OrdinalIgnoreCase)
        )
        {
            var end = place + table.Length;
            if (
                (place == 0 || !IsOfName(statement[place - 1]))
                && (end == statement.Length || !IsOfName(statement[end]))
            )
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsOfName(char letter) => char.IsLetterOrDigit(letter) || letter == '_';

    [GeneratedRegex(
        @"\b(?:INSERT|UPDATE|DELETE|MERGE|REPLACE|TRUNCATE|COPY|CALL)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Words();
}
