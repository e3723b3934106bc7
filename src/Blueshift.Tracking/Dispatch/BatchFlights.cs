using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Dispatch;

/// <summary>
/// Has several claims on their way at once while the endpoint is well, and one while it is not: a back-off belongs to the
/// endpoint. Answers are settled one after another. Used by the loop alone.
/// </summary>
internal sealed class BatchFlights
{
    private readonly List<Flight> _flying = [];
    private readonly List<Task> _awaited = [];
    private readonly Stack<OutgoingBatch> _idle = new();
    private readonly IActivityBuffer _buffer;
    private readonly IActivityTransport _transport;
    private readonly DispatchPolicies _policies;
    private readonly DeliveryReporter _reporter;
    private readonly BatchSettling _settling;

    // Kept from round to round: a wait that began is not begun again because a batch came back.
    private Task? _ready;

    // How many activities are on their way. Read by the wait beside the loop.
    private volatile int _activities;

    public BatchFlights(
        IActivityBuffer buffer,
        IActivityTransport transport,
        DispatchPolicies policies,
        DeliveryReporter reporter,
        BatchSettling settling
    )
    {
        _buffer = buffer;
        _transport = transport;
        _policies = policies;
        _reporter = reporter;
        _settling = settling;
    }

    private int Limit => _policies.Schedule.IsBackingOff || _policies.Sizes.IsSearching ? 1 : _policies.MaxInFlight;

    /// <summary>Sends one more claim, or settles one that came back.</summary>
    public async ValueTask<DispatchRound> NextAsync(CancellationToken stop)
    {
        if (_flying.Count >= Limit || !await MayTakeOffAsync(stop).ConfigureAwait(false))
        {
            return await LandAsync(stop).ConfigureAwait(false);
        }
        var sizes = _policies.Sizes;
        if (await _buffer.ClaimAsync(sizes.MaxCount, sizes.MaxStoredBytes, stop).ConfigureAwait(false) is { } claim)
        {
            _activities += claim.Activities.Count;
            var batch = Outgoing(claim);
            _flying.Add(new Flight(claim, batch, SendAsync(batch, stop), sizes.IsSearching));
        }
        else
        {
            _settling.FoundNothing();
        }
        return DispatchRound.Done;
    }

    /// <summary>Settles what came back and releases the rest, once the stop has ended every exchange. Throws nothing.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The stop goes on.")]
    public async Task EndAsync()
    {
        while (_flying.Count > 0)
        {
            try
            {
                await LandAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // The stop ended its exchange: it is released.
            }
            catch (Exception exception)
            {
                _reporter.Unexpected(exception);
            }
        }
    }

    /// <summary>Waits until something may be claimable and has had company.</summary>
    /// <returns><see langword="false"/> when a batch came back first.</returns>
    private async ValueTask<bool> MayTakeOffAsync(CancellationToken stop)
    {
        _ready ??= ReadyAsync(stop);
        if (_flying.Count > 0)
        {
            await AnyAsync(_ready).ConfigureAwait(false);
            if (!_ready.IsCompleted)
            {
                return false;
            }
        }
        var ready = _ready;
        _ready = null;
        await ready.ConfigureAwait(false);
        return true;
    }

    private Task<Task> AnyAsync(params ReadOnlySpan<Task> others)
    {
        _awaited.Clear();
        _awaited.AddRange(others);
        foreach (var flight in _flying)
        {
            _awaited.Add(flight.Answer);
        }
        return Task.WhenAny(CollectionsMarshal.AsSpan(_awaited));
    }

    private async Task ReadyAsync(CancellationToken stop)
    {
        await _buffer.WaitAsync(stop).ConfigureAwait(false);
        var state = _buffer.GetState();
        var fresh = state.Waiting - state.Parked - _activities;
        // Woken for nothing, as by a look at the folder, it waits for nothing.
        if (!_reporter.IsFaulty && fresh > 0 && fresh < _policies.Sizes.MaxCount)
        {
            await _policies.Flush.LingerAsync(_policies.Linger, stop).ConfigureAwait(false);
        }
    }

    private async ValueTask<DispatchRound> LandAsync(CancellationToken stop)
    {
        var round = await LandOneAsync(isFurther: false, stop).ConfigureAwait(false);
        // Before a wait all come back: none stays claimed meanwhile.
        while (round.Wait is not null && _flying.Count > 0)
        {
            round = round.Or(await LandOneAsync(isFurther: true, stop).ConfigureAwait(false));
        }
        return round;
    }

    private async ValueTask<DispatchRound> LandOneAsync(bool isFurther, CancellationToken stop)
    {
        await AnyAsync().WaitAsync(stop).ConfigureAwait(false);
        var flight = _flying.Find(static flight => flight.Answer.IsCompleted)!;
        _flying.Remove(flight);
        _activities -= flight.Claim.Activities.Count;
        DeliveryAnswer answer;
        try
        {
            answer = await flight.Answer.ConfigureAwait(false);
        }
        catch
        {
            await _settling.ReleaseAsync(flight.Claim).ConfigureAwait(false);
            throw;
        }
        var round = await _settling.SettleAsync(flight, answer, isFurther).ConfigureAwait(false);
        _idle.Push(flight.Batch);
        return round;
    }

    // Also what it throws before its first wait is the flight's, and releases its claim.
    private async Task<DeliveryAnswer> SendAsync(OutgoingBatch batch, CancellationToken stop)
    {
        // Its body is made beside the loop, which claims the next meanwhile.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return await _transport.SendAsync(batch, stop).ConfigureAwait(false);
    }

    private OutgoingBatch Outgoing(Claim claim)
    {
        var batch = _idle.TryPop(out var idle) ? idle : new OutgoingBatch();
        batch.Begin(claim.Source);
        for (var index = 0; index < claim.Activities.Count; index++)
        {
            var activity = claim.Activities[index];
            batch.Add(new OutgoingActivity(activity.Sequence, activity.Id, activity.Bytes));
        }
        return batch;
    }
}
