using System.Buffers;
using Blueshift.Tracking.Testing.AspNetCore.Reading;
using Blueshift.Tracking.Testing.AspNetCore.Scripting;
using Blueshift.Tracking.Testing.AspNetCore.Storing;
using Microsoft.AspNetCore.Http;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Is one request under way, in the hands of a step.</summary>
internal sealed class Exchange(HttpContext context, ReceivedRequest request, EndpointParts parts)
{
    public ReceivedRequest Request => request;

    public EndpointParts Parts => parts;

    /// <summary>Gets what ends when the client has left or the connection is broken.</summary>
    public CancellationToken Aborted => context.RequestAborted;

    /// <summary>Waits for a time by the injected clock, or until the client has left.</summary>
    public Task DelayAsync(TimeSpan delay) => Task.Delay(delay, parts.Options.TimeProvider, Aborted);

    /// <summary>Waits until the client has left or the connection is broken.</summary>
    public Task UntilLeftAsync() => Task.Delay(Timeout.InfiniteTimeSpan, parts.Options.TimeProvider, Aborted);

    /// <summary>Reads the whole body, or one byte more than may be.</summary>
    public async Task ReadBodyAsync()
    {
        await ReadBodyAsync(parts.Options.MaxWireBytes + 1).ConfigureAwait(false);
        try
        {
            request.Content = parts.Handler.Decode(request);
        }
        catch (ProblemException)
        {
            // Said again, and answered, by whoever needs the content.
        }
    }

    /// <summary>Reads so much of the body, or as much as there is.</summary>
    public async Task ReadBodyAsync(int bytes)
    {
        var body = new ArrayBufferWriter<byte>();
        while (body.WrittenCount < bytes)
        {
            var free = body.GetMemory(16 * 1024);
            var wanted = Math.Min(free.Length, bytes - body.WrittenCount);
            var read = await ReadAsync(free[..wanted]).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }
            body.Advance(read);
            // As far as it came, even if the client breaks off.
            request.WireBody = body.WrittenMemory;
        }
    }

    /// <summary>Reads and stores as the contract says, but for the ruling, or has it done by the endpoint behind; the answer is still to be sent.</summary>
    public async Task<WholeAnswer> HandleAsync(Ruling? ruling = null)
    {
        var answer = parts.Options.Behind is { } behind
            ? await behind(request).ConfigureAwait(false)
            : parts.Handler.Handle(request, ruling ?? Ruling.None);
        parts.Signal.Pulse();
        return answer;
    }

    /// <summary>Sends the answer, at once or byte by byte.</summary>
    public async Task SendAsync(WholeAnswer answer, TimeSpan? byteInterval = null)
    {
        Announce(answer);
        if (byteInterval is not { } interval)
        {
            await WriteAsync(answer.Body).ConfigureAwait(false);
            return;
        }
        for (var sent = 0; sent < answer.Body.Length; sent++)
        {
            await DelayAsync(interval).ConfigureAwait(false);
            await WriteAsync(answer.Body.Slice(sent, 1)).ConfigureAwait(false);
        }
    }

    /// <summary>Announces the whole answer and sends half of its body: the server then breaks off in order, after what was sent.</summary>
    public async Task SendHalfAsync(WholeAnswer answer)
    {
        Announce(answer);
        await WriteAsync(answer.Body[..(answer.Body.Length / 2)]).ConfigureAwait(false);
    }

    /// <summary>Sends bytes below HTTP. Nothing else of this endpoint comes on the connection any more.</summary>
    public Task GarbleAsync(ReadOnlyMemory<byte> bytes) =>
        parts.Connections.GarbleAsync(context.Connection.Id, bytes, Aborted);

    /// <summary>Breaks off without a word.</summary>
    public void Reset(ResetScope scope)
    {
        if (scope == ResetScope.Connection)
        {
            parts.Connections.Abort(context.Connection.Id);
        }
        context.Abort();
    }

    private void Announce(WholeAnswer answer)
    {
        // Before the first byte: who has the answer finds it in the record.
        request.Answer = answer;
        request.IsEnded = true;
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.MediaType;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }
        if (!answer.Body.IsEmpty)
        {
            response.ContentLength = answer.Body.Length;
        }
    }

    /// <exception cref="ClientLeftException">It broke off, which the token tells a moment later or never.</exception>
    private async Task<int> ReadAsync(Memory<byte> free)
    {
        try
        {
            return await context.Request.Body.ReadAsync(free, Aborted).ConfigureAwait(false);
        }
        catch (IOException fault)
        {
            throw new ClientLeftException(fault);
        }
    }

    /// <exception cref="ClientLeftException">It broke off.</exception>
    private async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }
        try
        {
            await context.Response.Body.WriteAsync(bytes, Aborted).ConfigureAwait(false);
        }
        catch (IOException fault)
        {
            throw new ClientLeftException(fault);
        }
    }
}
