using System.Threading.Channels;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a transport that answers by a script and lets the test see each batch. Past the script it accepts everything.</summary>
internal sealed class ScriptedTransport : IActivityTransport
{
    private readonly Queue<Func<OutgoingBatch, DeliveryAnswer>> _script = new();
    private readonly Channel<OutgoingBatch> _sent = Channel.CreateUnbounded<OutgoingBatch>();
    private readonly Lock _lock = new();
    private int _atOnce;
    private int _mostAtOnce;

    /// <summary>Gets or sets a gate that every batch but the connection test passes before it is answered.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    /// <summary>Gets how many batches were on their way at once, at most.</summary>
    public int MostAtOnce => Volatile.Read(ref _mostAtOnce);

    /// <summary>Gets how many batches are on their way now.</summary>
    public int AtOnce => Volatile.Read(ref _atOnce);

    /// <summary>Gets or sets the answer to an empty batch.</summary>
    public Func<OutgoingBatch, DeliveryAnswer> ConnectionTest { get; set; } = Accept;

    public ScriptedTransport Then(Func<OutgoingBatch, DeliveryAnswer> answer)
    {
        _script.Enqueue(answer);
        return this;
    }

    public ScriptedTransport Then(DeliveryAnswer answer) => Then(_ => answer);

    /// <summary>Waits for the next batch that is no connection test.</summary>
    public async Task<OutgoingBatch> NextAsync() =>
        await Patience.WithAsync(_sent.Reader.ReadAsync(), "a batch should be sent");

    public async Task<DeliveryAnswer> SendAsync(OutgoingBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Activities.Count == 0)
        {
            return ConnectionTest(batch);
        }
        Enter();
        try
        {
            var gate = Gate;
            // Dispatch uses it again.
            _sent.Writer.TryWrite(new OutgoingBatch(batch.Source, batch.Activities));
            await gate.WaitAsync(cancellationToken);
            lock (_lock)
            {
                return _script.TryDequeue(out var answer) ? answer(batch) : Accept(batch);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _atOnce);
        }
    }

    public static DeliveryAnswer Accept(OutgoingBatch batch) => All(batch, new(VerdictStatus.Accepted, null, null));

    public static DeliveryAnswer All(OutgoingBatch batch, Verdict verdict) =>
        DeliveryAnswer.Of(Enumerable.Repeat(verdict, batch.Activities.Count).ToArray());

    private void Enter()
    {
        lock (_lock)
        {
            _mostAtOnce = Math.Max(_mostAtOnce, Interlocked.Increment(ref _atOnce));
        }
    }
}
