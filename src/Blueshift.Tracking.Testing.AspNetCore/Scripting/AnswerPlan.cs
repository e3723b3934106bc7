using Blueshift.Tracking.Testing.AspNetCore.Serving;
using Blueshift.Tracking.Testing.AspNetCore.Storing;

namespace Blueshift.Tracking.Testing.AspNetCore.Scripting;

/// <summary>Is how a request gets a whole answer: what is stored, what is waited for, what is said, and how fast.</summary>
internal sealed record AnswerPlan(string Name)
{
    /// <summary>Gets the answer; none is answered as the contract says, but for <see cref="Ruling"/>.</summary>
    public Func<Exchange, WholeAnswer?> Fixed { get; init; } = static _ => null;

    public Ruling Ruling { get; init; } = Ruling.None;

    /// <summary>Gets whether the activities are stored before anything else, whatever is answered then.</summary>
    public bool StoresFirst { get; init; }

    /// <summary>Gets what is waited for before the answer.</summary>
    public Func<Exchange, Task> WaitAsync { get; init; } = static _ => Task.CompletedTask;

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Gets how long each byte of the body is waited for; none: it is sent at once.</summary>
    public TimeSpan? ByteInterval { get; init; }

    public ScriptStep ToStep() => new(Name, RunAsync);

    private async Task RunAsync(Exchange exchange)
    {
        var given = Fixed(exchange);
        var stored = StoresFirst ? await exchange.HandleAsync(Ruling).ConfigureAwait(false) : null;
        await WaitAsync(exchange).ConfigureAwait(false);
        var answer = given ?? stored ?? await exchange.HandleAsync(Ruling).ConfigureAwait(false);
        foreach (var (name, value) in Headers)
        {
            answer = answer.WithHeader(name, value);
        }
        await exchange.SendAsync(answer, ByteInterval).ConfigureAwait(false);
    }
}
