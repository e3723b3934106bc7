using DemoHistory.Clients;
using DemoHistory.Living;

namespace DemoHistory.Telling;

/// <summary>Tells the life of one instance to the endpoint, moment by moment, as its client would have.</summary>
internal sealed class Teller
{
    private const int BatchCount = 400;

    // How many of whom the endpoint believes that they are active a drifting directory does not have.
    private const int UnknownToDirectory = 4;

    // When a server was replaced, and how many waited on its disk.
    private const int ReplacedDaysAgo = 131;
    private const int WaitedOnDisk = 6;

    // How often an answer is lost, so that the same comes again.
    private const double LostAnswers = 0.02;

    private readonly ClientPlot _plot;
    private readonly DateOnly _today;
    private readonly Wire _wire;
    private readonly Dice _dice;
    private readonly Queue<LivedActivity> _untold;
    private readonly ActiveSet _active = new();
    private Source _source;
    private bool _hasBegun;
    private bool _isReplaced;

    public Teller(ClientPlot plot, DateOnly today, Wire wire)
    {
        _plot = plot;
        _today = today;
        _wire = wire;
        _dice = new Dice($"{plot.Instance}, told");
        _untold = new Queue<LivedActivity>(plot.EverReports ? Life.Of(plot, today) : []);
        _source = new Source(plot.Instance, plot.HasDirectory, _dice);
    }

    /// <summary>Gets how many activities it told.</summary>
    public int Told { get; private set; }

    /// <summary>Tells what has become before a moment, unless the endpoint is out of reach or nothing has.</summary>
    public async Task TellUntilAsync(DateTimeOffset moment)
    {
        var ago = ClientPlot.DaysBefore(_today, moment);
        if (_plot.Outages.Any(outage => ago <= outage.FromDaysAgo && ago > outage.UntilDaysAgo))
        {
            return;
        }
        if (_plot.Quirk == Quirk.LostItsBuffer && ago <= ReplacedDaysAgo && !_isReplaced)
        {
            await ReplaceServerAsync(moment);
        }
        while (Due(moment, BatchCount) is { Count: > 0 } due)
        {
            await TellAsync(due);
        }
        if (!_hasBegun && Told > 0 || ago == _plot.EndedDaysAgo)
        {
            _hasBegun = true;
            await BeatAsync(moment, _active);
        }
    }

    /// <summary>Tells that all is well, in the client's eyes.</summary>
    public Task BeatAsync(DateTimeOffset now) =>
        _plot is { EverReports: true, EndedDaysAgo: null }
            ? BeatAsync(now, _plot.Quirk == Quirk.Drifts ? _active.Without(UnknownToDirectory) : _active)
            : Task.CompletedTask;

    private Task BeatAsync(DateTimeOffset now, ActiveSet active) =>
        _wire.PostHeartbeatAsync(WireMessage.Heartbeat(now, _source, waiting: 0, _plot.HasDirectory ? active : null));

    private async Task TellAsync(List<LivedActivity> due)
    {
        List<ToldActivity> batch = [.. due.Select(one => ToldActivity.Of(one, _source, _dice))];
        await _wire.PostAsync(batch);
        if (_dice.Is(LostAnswers))
        {
            await _wire.PostAsync(batch);
        }
        due.ForEach(_active.Take);
        Told += due.Count;
    }

    // The last that was heard of the old one is what waited there; the new one counts from 1.
    private async Task ReplaceServerAsync(DateTimeOffset moment)
    {
        _isReplaced = true;
        var lost = Due(DateTimeOffset.MaxValue, WaitedOnDisk);
        lost.ForEach(_ => _source.Next());
        await _wire.PostHeartbeatAsync(WireMessage.Heartbeat(moment, _source, lost.Count, active: null));
        _source = new Source(_plot.Instance, _plot.HasDirectory, _dice);
    }

    private List<LivedActivity> Due(DateTimeOffset moment, int most)
    {
        var due = new List<LivedActivity>();
        while (due.Count < most && _untold.TryPeek(out var next) && next.Date < moment)
        {
            due.Add(_untold.Dequeue());
        }
        return due;
    }
}
