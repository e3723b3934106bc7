using CentralEndpoint.Commands;

namespace CentralEndpoint.Tests.Support;

/// <summary>What a command ended with and wrote.</summary>
internal sealed record CommandRun(int Code, string Output, string Error)
{
    /// <summary>Runs a command with the settings that lead to the data of an endpoint.</summary>
    public static async Task<CommandRun> OfAsync(IEnumerable<string> settings, params string[] words)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await CommandLine.Parse([.. words, .. settings]).RunAsync(output, error);
        return new CommandRun(code, output.ToString(), error.ToString());
    }

    public CommandRun AssertDone()
    {
        Assert.AreEqual(CommandLine.Done, Code, Error);
        return this;
    }
}
