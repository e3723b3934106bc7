namespace CentralEndpoint.Commands;

/// <summary>The options of one command, given as <c>--name value</c> or <c>--name=value</c>.</summary>
internal sealed class CommandOptions
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public static CommandOptions Read(string[] words, params string[] allowed)
    {
        var options = new CommandOptions();
        for (var i = 0; i < words.Length; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
            {
                throw new BadArgumentsException(
                    $"\"{words[i]}\" is not expected here. A value with spaces needs quotes."
                );
            }

            var parts = words[i][2..].Split('=', 2);
            if (!allowed.Contains(parts[0], StringComparer.Ordinal))
            {
                throw new BadArgumentsException($"--{parts[0]} is not an option of this command.");
            }

            var value = parts.Length == 2 ? parts[1] : NextValue(words, ++i, parts[0]);
            if (!options._values.TryAdd(parts[0], value))
            {
                throw new BadArgumentsException($"--{parts[0]} is given twice.");
            }
        }

        return options;
    }

    public string? Optional(string name) => _values.GetValueOrDefault(name);

    public string Required(string name) => Optional(name) ?? throw new BadArgumentsException($"--{name} is missing.");

    private static string NextValue(string[] words, int index, string name) =>
        index < words.Length && !words[index].StartsWith("--", StringComparison.Ordinal)
            ? words[index]
            : throw new BadArgumentsException($"--{name} has no value.");
}
