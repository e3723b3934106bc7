using DemoHistory.Clients;

namespace DemoHistory.Telling;

/// <summary>Moves the clock through 24 months, and has each instance registered and told in its time.</summary>
internal sealed class Historian(PastEndpoint endpoint, IReadOnlyList<ClientPlot> plots, DateOnly today)
{
    private readonly Dictionary<string, Teller> _tellers = new(StringComparer.Ordinal);

    /// <returns>How many activities were told.</returns>
    public async Task<int> TellAsync()
    {
        var calendar = plots
            .SelectMany(plot => Moments.Of(plot, today).Select(moment => (Moment: moment, Plot: plot)))
            .OrderBy(static entry => entry.Moment);
        foreach (var (moment, plot) in calendar)
        {
            endpoint.Clock.MoveTo(moment);
            var teller = await FindAsync(plot);
            await teller.TellUntilAsync(moment);
        }
        foreach (var plot in plots.Where(static plot => plot.HasErasedSomebody))
        {
            await endpoint.EraseSomebodyAsync(plot.Instance);
        }
        // An instance drifts when its directory says the same twice.
        await BeatAsync();
        endpoint.Clock.MoveToNow();
        await BeatAsync();
        return _tellers.Values.Sum(static teller => teller.Told);
    }

    // At its first moment it is registered.
    private async Task<Teller> FindAsync(ClientPlot plot)
    {
        if (!_tellers.TryGetValue(plot.Instance, out var teller))
        {
            var key = await endpoint.RegisterAsync(plot);
            teller = new Teller(plot, today, new Wire(endpoint.Client, plot.Instance, key));
            _tellers.Add(plot.Instance, teller);
        }
        return teller;
    }

    private async Task BeatAsync()
    {
        foreach (var teller in _tellers.Values)
        {
            await teller.BeatAsync(endpoint.Clock.GetUtcNow());
        }
    }
}
