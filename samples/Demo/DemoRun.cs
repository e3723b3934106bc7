using Demo.Driving;
using Demo.Panel;
using Demo.Processes;
using Demo.Telling;

namespace Demo;

/// <summary>Is one run: everything is started, the story told, and what came of it said.</summary>
internal sealed class DemoRun(DemoArguments arguments, Narrator narrator, CancellationToken cancellationToken)
{
    // Beside the ports of the endpoint and the client instances.
    private const int PanelPort = 7479;

    private ToldHistory? _history;
    private PanelSite? _site;

    /// <returns>The exit code: 0 where the story came to what it must come to.</returns>
    public async Task<int> RunAsync()
    {
        SayAbout();
        await using var stage = new Stage(arguments.UsesPostgres);
        var processes = arguments.UsesPostgres ? "a database server and five processes" : "three processes";
        narrator.Announce($"Starting {processes} ...");
        await narrator.WhileAsync($"starting {processes}", () => stage.StartAsync(cancellationToken));
        using var both = new TenantPair(stage.Acme.Address, [.. stage.Globex.Select(node => node.Address)]);
        using var reports = new EndpointReports(stage.Endpoints.First);
        await both.SignInAsync("admin", stage.AdminPassword, cancellationToken);
        await using var room = new PanelRoom(stage, both, reports, cancellationToken);
        try
        {
            await ServePanelAsync(stage, room);
            await new AddressList(stage, narrator).SayAsync(_site?.Address, cancellationToken);
            var story = new DemoStory(stage, both, reports, narrator, cancellationToken)
            {
                FirstDelivered = () => BeginHistory(stage),
            };
            return await TellAsync(story, room);
        }
        finally
        {
            _history?.Dispose();
            await (_site?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private async Task<int> TellAsync(DemoStory story, PanelRoom room)
    {
        var outcome = await story.RunAsync();
        room.Desk.Open();
        var isHistoryTold = await TellOfHistoryAsync();
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
        return outcome.IsAsExpected && isHistoryTold ? 0 : 1;
    }

    // Without it there is less to see, and everything else goes on.
    private async Task<bool> TellOfHistoryAsync()
    {
        if (_history is not { } history)
        {
            return true;
        }
        try
        {
            var told = await narrator.WhileAsync("telling 24 months", () => history.WaitAsync(cancellationToken));
            narrator.Tell("endpoint", told);
            return true;
        }
        catch (DemoFaultException fault)
        {
            narrator.Tell("endpoint", "the invented clients could not be told of", fault.Message.Split('\n')[^1]);
            return false;
        }
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

    private async Task ServePanelAsync(Stage stage, PanelRoom room)
    {
        if (!arguments.IsCheck)
        {
            room.Watch.Start();
            await Stage.StartOnFreePortsAsync(async () =>
                _site = await PanelSite.StartAsync(room, stage.FreePort(PanelPort), cancellationToken)
            );
        }
    }

    private void BeginHistory(Stage stage)
    {
        if (!arguments.IsCheck)
        {
            _history = ToldHistory.Begin(stage.Endpoints.First);
        }
    }
}
