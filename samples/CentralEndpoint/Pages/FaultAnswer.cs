using CentralEndpoint.Storage;

namespace CentralEndpoint.Pages;

/// <summary>Answers what went wrong here without a word of the request: not in the answer, and not in the log.</summary>
internal sealed class FaultAnswer(RequestDelegate next, ILogger<FaultAnswer> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException broken) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = broken.StatusCode;
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody waits for an answer.
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            // The route as it is written down here: the address may hold what was asked for.
            log.LogError(
                "A page failed: {Fault} ({Place}, {Route})",
                DatabaseFault.Tell(fault),
                fault.GetBaseException().TargetSite?.DeclaringType?.FullName ?? "unknown",
                context.GetEndpoint()?.DisplayName ?? "no route"
            );
            context.Response.Clear();
            await new PageResult<FaultPage>(StatusCodes.Status500InternalServerError).ExecuteAsync(context);
        }
    }
}
