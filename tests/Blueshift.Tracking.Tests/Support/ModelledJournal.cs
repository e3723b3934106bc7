using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Buffering.Journaling;
using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Does the same to a journal and to its model, and compares them after each step.</summary>
internal sealed class ModelledJournal
{
    // More open ones could need more ranges than a bookmark has; then a journal rightly claims less than the model.
    private const int MostOpen = 200;

    private static readonly TimeSpan DeadLetterMaxAge = TimeSpan.FromHours(2);

    private readonly JournalModel _model = new(DeadLetterMaxAge);
    private readonly List<(Claim Claim, IReadOnlyList<int> Indexes)> _claims = [];
    private CrashingFileSystem _disk;
    private FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
    private JournalBuffer _buffer;

    public ModelledJournal()
    {
        _disk = new CrashingFileSystem(_time);
        _disk.CreateFolder("/data");
        _disk.FlushFolder("/");
        _buffer = Start();
    }

    /// <summary>Acts, and compares.</summary>
    /// <param name="action">What to do.</param>
    /// <param name="random">Decides how much, which and when.</param>
    public async Task StepAsync(ModelAction action, Random random)
    {
        // Once it is open, a minute's housekeeping is done when the clock has moved.
        await _buffer.OpenAsync(CancellationToken.None);
        switch (action)
        {
            case ModelAction.Append:
                await AppendAsync(random.Next(4) == 0 ? random.Next(1, 60) : 1);
                break;
            case ModelAction.Claim:
                await ClaimAsync(random.Next(1, 40), random.Next(3) == 0 ? random.Next(1, 2000) : int.MaxValue);
                break;
            case ModelAction.Settle when _claims.Count > 0:
                await SettleAsync(random.Next(_claims.Count), random);
                break;
            case ModelAction.PassTime:
                await PassTimeAsync(random);
                break;
            case ModelAction.Stop:
                await _buffer.DisposeAsync();
                await RestartAsync();
                break;
            case ModelAction.Kill:
                _disk = _disk.Restart(random.Next(2) == 0 ? CrashMode.EverythingWritten : CrashMode.NothingUnflushed);
                await RestartAsync();
                break;
        }
        _model.AssertSame(_buffer.GetState());
    }

    /// <summary>Claims everything that is left, and ends.</summary>
    public async Task DrainAsync()
    {
        for (var before = -1; before != _claims.Count; )
        {
            before = _claims.Count;
            await ClaimAsync(1000, int.MaxValue);
        }
        await _buffer.DisposeAsync();
    }

    private JournalBuffer Start() =>
        new TestJournal(_disk, "/data", _time)
        {
            Options = Some.Options(options => options.Buffer.DeadLetterMaxAge = DeadLetterMaxAge),
        }.Start();

    private async Task AppendAsync(int count)
    {
        var activities = Invented.Activities(_model.Count + 1, Math.Min(count, MostOpen - _model.Open));
        if (activities.Length == 0)
        {
            return;
        }
        var refusals = await _buffer.AppendAsync(activities, CancellationToken.None);
        Assert.IsTrue(refusals.All(refusal => refusal == RefusalReason.None));
        _model.Append(activities, _time.GetUtcNow());
    }

    private async Task ClaimAsync(int maxCount, int maxBytes)
    {
        var expected = _model.Claim(maxCount, maxBytes, _time.GetUtcNow());
        var claim = await _buffer.ClaimAsync(maxCount, maxBytes, CancellationToken.None);
        Assert.AreSequenceEqual(
            expected.Select(index => (index + 1L, _model.Activity(index).Id, Hex(_model.Activity(index).Bytes))),
            (claim?.Activities ?? []).Select(one => (one.Sequence, one.Id, Hex(one.Bytes)))
        );
        if (claim is not null)
        {
            _claims.Add((claim, expected));
        }
    }

    private async Task SettleAsync(int which, Random random)
    {
        var (claim, indexes) = _claims[which];
        _claims.RemoveAt(which);
        var settlements = indexes.Select(_ => Settle(random)).ToList();
        await _buffer.SettleAsync(claim, settlements, CancellationToken.None);
        _model.Settle(indexes, settlements, _time.GetUtcNow());
    }

    private Settlement Settle(Random random) =>
        random.Next(10) switch
        {
            0 => Settlement.Release,
            1 => Settlement.Park(_time.GetUtcNow().AddSeconds(random.Next(0, 5000)), "deferred"),
            2 => Settlement.DeadLetter("invalid-field"),
            3 => Settlement.Drop(DropReason.Suppressed),
            _ => Settlement.Delivered,
        };

    private async Task PassTimeAsync(Random random)
    {
        TimeSpan[] spans =
        [
            TimeSpan.FromSeconds(1),
            TimeSpan.FromMinutes(1),
            TimeSpan.FromHours(1),
            TimeSpan.FromHours(25),
        ];
        var span = spans[random.Next(20) == 0 ? 3 : random.Next(3)];
        var due = _time.GetUtcNow() + span;
        // Nobody looks every minute of a day and more: the process was stopped, or the machine slept.
        if (span > TimeSpan.FromHours(1))
        {
            await _buffer.DisposeAsync();
            _time = new FakeTimeProvider(due);
            await RestartAsync();
            return;
        }
        while (_time.GetUtcNow() < due)
        {
            var before = _time.GetUtcNow();
            _time.Advance(TimeSpan.FromSeconds(1) < due - before ? TimeSpan.FromMinutes(1) : due - before);
            if (LooksBetween(before, _time.GetUtcNow()))
            {
                // Has its turn after the look.
                await _buffer.Reports.ToldAsync([], CancellationToken.None);
                _model.KeepHouse(_time.GetUtcNow());
            }
        }
    }

    private bool LooksBetween(DateTimeOffset before, DateTimeOffset now) =>
        Math.Floor((now - _time.Start).TotalMinutes) > Math.Floor((before - _time.Start).TotalMinutes);

    private async Task RestartAsync()
    {
        // A clock of its own: what is left of the process before never wakes.
        _time = new FakeTimeProvider(_time.GetUtcNow());
        _claims.Clear();
        _model.Restart();
        _buffer = Start();
        await _buffer.OpenAsync(CancellationToken.None);
    }

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexString(bytes.Span);
}
