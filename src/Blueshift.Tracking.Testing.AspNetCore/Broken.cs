using Blueshift.Tracking.Testing.AspNetCore.Serving;

namespace Blueshift.Tracking.Testing.AspNetCore;

/// <summary>Makes the steps that end without an answer, or with a damaged one.</summary>
internal static class Broken
{
    /// <summary>Stores, and says nothing until the client leaves.</summary>
    public static ScriptStep StoreAndNeverAnswer() =>
        new(
            "store-and-never-answer",
            async exchange =>
            {
                await exchange.HandleAsync().ConfigureAwait(false);
                await new Gate().PassAsync(exchange.Aborted).ConfigureAwait(false);
            }
        );

    /// <summary>Says nothing until the client leaves; nothing is stored.</summary>
    public static ScriptStep NeverAnswer() => new("never-answer", exchange => new Gate().PassAsync(exchange.Aborted));

    /// <summary>Stores, and breaks off before the answer.</summary>
    public static ScriptStep StoreAndReset(ResetScope scope = ResetScope.Connection) =>
        new(
            "store-and-reset",
            async exchange =>
            {
                await exchange.HandleAsync().ConfigureAwait(false);
                exchange.Reset(scope);
            }
        );

    /// <summary>Reads the whole request, stores nothing, and breaks off.</summary>
    public static ScriptStep Reset(ResetScope scope = ResetScope.Connection) =>
        new(
            "reset",
            exchange =>
            {
                exchange.Reset(scope);
                return Task.CompletedTask;
            }
        );

    /// <summary>Breaks off when so many bytes of the request's body have come.</summary>
    public static ScriptStep ResetInRequest(int afterBytes = 1, ResetScope scope = ResetScope.Connection) =>
        new(
            "reset-in-request",
            async exchange =>
            {
                await exchange.ReadBodyAsync(afterBytes).ConfigureAwait(false);
                exchange.Reset(scope);
            }
        )
        {
            ActsBeforeBody = true,
        };

    /// <summary>Stores, and breaks off when half of the answer's body is sent.</summary>
    public static ScriptStep StoreAndResetInAnswer() =>
        new(
            "store-and-reset-in-answer",
            async exchange =>
                await exchange.SendHalfAsync(await exchange.HandleAsync().ConfigureAwait(false)).ConfigureAwait(false)
        );

    /// <summary>Stores, and answers with half of the JSON, as if that were all.</summary>
    public static ScriptStep Truncated() =>
        Damaged("truncated", answer => answer with { Body = answer.Body[..(answer.Body.Length / 2)] });

    /// <summary>Stores, and answers with valid JSON that spaces make so many bytes longer.</summary>
    public static ScriptStep Oversized(int bytes = 1024 * 1024) =>
        Damaged("oversized", answer => answer with { Body = Padded(answer.Body, bytes) });

    /// <summary>Breaks the connection, stores nothing, and breaks so many more as soon as they are accepted.</summary>
    public static ScriptStep DropConnections(int count = 1) =>
        new(
            "drop-connections",
            exchange =>
            {
                exchange.Parts.Connections.DropNext(count);
                exchange.Reset(ResetScope.Connection);
                return Task.CompletedTask;
            }
        );

    /// <summary>Breaks every connection, stores nothing, and refuses new ones for a while by the injected clock.</summary>
    public static ScriptStep CloseListener(TimeSpan duration) =>
        new(
            "close-listener",
            async exchange =>
            {
                await exchange.Parts.Switch.CloseForAsync(duration).ConfigureAwait(false);
                exchange.Reset(ResetScope.Connection);
            }
        );

    private static ScriptStep Damaged(string name, Func<EndpointAnswer, EndpointAnswer> damage) =>
        new(
            name,
            async exchange =>
                await exchange
                    .SendAsync(damage(await exchange.HandleAsync().ConfigureAwait(false)))
                    .ConfigureAwait(false)
        );

    private static byte[] Padded(ReadOnlyMemory<byte> body, int bytes)
    {
        var padded = new byte[body.Length + bytes];
        body.CopyTo(padded);
        padded.AsSpan(body.Length).Fill((byte)' ');
        return padded;
    }
}
