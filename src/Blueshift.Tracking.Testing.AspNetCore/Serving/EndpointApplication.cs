using System.Diagnostics.CodeAnalysis;
using Blueshift.Tracking.Testing.AspNetCore.Scripting;
using Microsoft.AspNetCore.Http;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Leads each request through its step.</summary>
internal sealed class EndpointApplication(EndpointParts parts)
{
    [SuppressMessage("Design", "CA1031", Justification = "What a test's own code throws is kept for the test to see.")]
    public async Task HandleAsync(HttpContext context)
    {
        var request = parts.Requests.Begin(context);
        parts.Connections.CountRequest(request.ConnectionId);
        parts.Signal.Pulse();
        var exchange = new Exchange(context, request, parts);
        try
        {
            await RunStepAsync(exchange).ConfigureAwait(false);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered.
        }
        catch (ClientLeftException)
        {
            context.Abort();
        }
        catch (Exception fault)
        {
            request.Failure = fault;
            exchange.Reset(ResetScope.Connection);
        }
        finally
        {
            request.IsEnded = true;
        }
    }

    private async Task RunStepAsync(Exchange exchange)
    {
        var request = exchange.Request;
        var step = parts.Script.TakeEarly(request);
        if (step is not { ActsBeforeBody: true })
        {
            await exchange.ReadBodyAsync().ConfigureAwait(false);
            parts.Violations.Add(parts.Inspector.Inspect(request));
            step ??= parts.Script.Take(request);
        }
        request.Step = step.Name;
        await step.RunAsync(exchange).ConfigureAwait(false);
    }
}
