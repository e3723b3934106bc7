using Blueshift.Tracking.Testing.AspNetCore.Serving;
using Blueshift.Tracking.Testing.AspNetCore.Storing;

namespace Blueshift.Tracking.Testing.AspNetCore.Scripting;

/// <summary>Makes the steps that end without an answer, or with a damaged one.</summary>
internal static class Broken
{
    // Says that it is JSON, and is no text at all.
    private static readonly byte[] Noise = [0xff, 0xfe, .. "{\"results\":[{\"id\":"u8, 0x00, 0xc3, 0x28, 0x7b, 0x80];

    /// <summary>Gives the step of a fault that is public.</summary>
    public static ScriptStep Of(EndpointFault fault) =>
        fault switch
        {
            EndpointFault.Cut => Reset(),
            EndpointFault.StoreThenCut => StoreAndReset(),
            EndpointFault.StoreThenCutInAnswer => StoreAndResetInAnswer(),
            EndpointFault.Silence => NeverAnswer(),
            EndpointFault.StoreThenSilence => StoreAndNeverAnswer(),
            EndpointFault.Truncated => Truncated(),
            EndpointFault.Oversized => Oversized(),
            EndpointFault.Repeated => Repeated(),
            EndpointFault.OtherIds => OfAnotherBatch(),
            EndpointFault.Garbage => Garbage(),
            EndpointFault.NotHttp => NotHttp(),
            EndpointFault.LoginPage => LoginPage(),
            _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "There is no such fault."),
        };

    /// <summary>Stores, and says nothing until the client leaves.</summary>
    public static ScriptStep StoreAndNeverAnswer() =>
        new(
            "store-and-never-answer",
            async exchange =>
            {
                await exchange.HandleAsync().ConfigureAwait(false);
                await exchange.UntilLeftAsync().ConfigureAwait(false);
            }
        );

    /// <summary>Says nothing until the client leaves; nothing is stored.</summary>
    public static ScriptStep NeverAnswer() => new("never-answer", exchange => exchange.UntilLeftAsync());

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
    public static ScriptStep Truncated() => Damaged("truncated", body => body[..(body.Length / 2)]);

    /// <summary>Stores, and answers with valid JSON that spaces make so many bytes longer.</summary>
    public static ScriptStep Oversized(int bytes = 1024 * 1024) =>
        Damaged("oversized", body => Joined(body.Span, Enumerable.Repeat((byte)' ', bytes).ToArray()));

    /// <summary>Stores, and answers with the JSON twice, one behind the other.</summary>
    public static ScriptStep Repeated() => Damaged("repeated", body => Joined(body.Span, body.Span));

    /// <summary>Stores, and answers with ids that were not sent.</summary>
    public static ScriptStep OfAnotherBatch()
    {
        var ruling = new Ruling
        {
            Say = verdict => verdict with { Id = verdict.Id[..^1] + (verdict.Id[^1] == '0' ? '1' : '0') },
        };
        return new AnswerPlan("another-batch") { Ruling = ruling }.ToStep();
    }

    /// <summary>Answers 200 with bytes that are no JSON, whatever they say they are; nothing is stored.</summary>
    public static ScriptStep Garbage() =>
        Fixed("garbage", new WholeAnswer(200) { MediaType = "application/json", Body = Noise });

    /// <summary>Answers within TLS with bytes that are no HTTP, in no version of it; nothing is stored.</summary>
    public static ScriptStep NotHttp() =>
        new(
            "not-http",
            async exchange =>
            {
                await exchange.GarbleAsync(Joined(Noise, "\r\n\r\n"u8)).ConfigureAwait(false);
                await exchange.UntilLeftAsync().ConfigureAwait(false);
            }
        );

    /// <summary>Answers 200 with the page of a captive portal; nothing is stored.</summary>
    public static ScriptStep LoginPage() =>
        Fixed("login-page", WholeAnswer.OfText(200, "text/html", "<!doctype html><title>Sign in</title><form></form>"));

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

    private static ScriptStep Fixed(string name, WholeAnswer answer) =>
        new AnswerPlan(name) { Fixed = _ => answer }.ToStep();

    private static ScriptStep Damaged(string name, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> damage) =>
        new(
            name,
            async exchange =>
            {
                var answer = await exchange.HandleAsync().ConfigureAwait(false);
                await exchange.SendAsync(answer with { Body = damage(answer.Body) }).ConfigureAwait(false);
            }
        );

    private static byte[] Joined(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) => [.. one, .. other];
}
