using Demo.Processes;
using Demo.Telling;

namespace Demo;

/// <summary>Is one run: everything is started, the story told, and what came of it said.</summary>
internal sealed class DemoRun(DemoArguments arguments, Narrator narrator, CancellationToken cancellationToken)
{
    private ToldHistory? _history;

    /// <returns>The exit code: 0 where the story came to what it must come to.</returns>
    public async Task<int> RunAsync()
    {
        SayAbout();
        await using var stage = new Stage(arguments.UsesPostgres);
        var processes = arguments.UsesPostgres ? "a database server and five processes" : "three processes";
        narrator.Announce($"Starting {processes} ...");
        await narrator.WhileAsync($"starting {processes}", () => stage.StartAsync(cancellationToken));
        await new AddressList(stage, narrator).SayAsync(panel: null, cancellationToken);
        try
        {
            return await TellAsync(stage);
        }
        finally
        {
            _history?.Dispose();
        }
    }

    private async Task<int> TellAsync(Stage stage)
    {
        using var story = new DemoStory(stage, narrator, cancellationToken)
        {
            FirstDelivered = () => BeginHistory(stage),
        };
        var outcome = await story.RunAsync();
        if (_history is { } history)
        {
            var told = await narrator.WhileAsync("telling 24 months", () => history.WaitAsync(cancellationToken));
            narrator.Tell("endpoint", told);
        }
        narrator.Say("");
        narrator.Say(outcome.ToLine());
        if (arguments.IsCheck)
        {
            narrator.Say(outcome.ToJson());
            return outcome.IsAsExpected ? 0 : 1;
        }
        narrator.Say("");
        narrator.Say("  Everything stays up for looking. Ctrl+C ends it and removes what it made.");
        await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
        return outcome.IsAsExpected ? 0 : 1;
    }

    private void SayAbout()
    {
        var endpoints = arguments.UsesPostgres
            ? "two central endpoints over one PostgreSQL database"
            : "one central endpoint";
        var about = $"Blueshift.Tracking demo: {endpoints} and two client instances on this machine.";
        narrator.Say(arguments.IsCheck ? about : about + " Ctrl+C ends it.");
        narrator.Say("");
    }

    private void BeginHistory(Stage stage)
    {
        if (!arguments.IsCheck)
        {
            _history = ToldHistory.Begin(stage.Endpoints.First);
        }
    }
}
