using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Demo.Telling;

/// <summary>Writes the story: plain lines, and on a terminal a display of what is under way.</summary>
internal sealed class Narrator(TextWriter output)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly bool _isTerminal = !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi;

    public void Say(string line) => output.WriteLine(line);

    /// <summary>Says what comes next where no display shows it.</summary>
    public void Announce(string what)
    {
        if (!_isTerminal)
        {
            Say($"  {what}");
            Say("");
        }
    }

    /// <summary>Writes one line of the story with the time since the start.</summary>
    public void Tell(string who, string what, string figures = "") =>
        Say(
            string.Create(CultureInfo.InvariantCulture, $"  {_clock.Elapsed:mm\\:ss}  {who, -13} {what, -44} {figures}")
                .TrimEnd()
        );

    /// <summary>Does something that takes a while and shows that it is under way.</summary>
    public Task WhileAsync(string what, Func<Task> work) =>
        WhileAsync(
            what,
            async () =>
            {
                await work();
                return true;
            }
        );

    /// <summary>Does something that takes a while, shows that it is under way, and returns what came of it.</summary>
    public async Task<T> WhileAsync<T>(string what, Func<Task<T>> work)
    {
        if (!_isTerminal)
        {
            return await work();
        }
        return await AnsiConsole.Status().Spinner(Spinner.Known.Dots).StartAsync(what.EscapeMarkup(), _ => work());
    }
}
