using System.Threading.Channels;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a transport that answers by a script and lets the test see each batch. Past the script it accepts everything.</summary>
internal sealed class ScriptedTransport : IActivityTransport
{
    private readonly Queue<Func<OutgoingBatch, DeliveryAnswer>> _script = new();
    private readonly Channel<OutgoingBatch> _sent = Channel.CreateUnbounded<OutgoingBatch>();

    /// <summary>Gets or sets a gate that every batch but the connection test passes before it is answered.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

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
        _sent.Writer.TryWrite(batch);
        await Gate.WaitAsync(cancellationToken);
        return _script.TryDequeue(out var answer) ? answer(batch) : Accept(batch);
    }

    public static DeliveryAnswer Accept(OutgoingBatch batch) => All(batch, new(VerdictStatus.Accepted, null, null));

    public static DeliveryAnswer All(OutgoingBatch batch, Verdict verdict) =>
        DeliveryAnswer.Of(Enumerable.Repeat(verdict, batch.Activities.Count).ToArray());
}
