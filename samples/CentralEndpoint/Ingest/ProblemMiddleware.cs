using CentralEndpoint.Storage;

namespace CentralEndpoint.Ingest;

/// <summary>
/// Turns whatever ends a request early into a problem. There is no 500: a client would retry the same input for ever.
/// </summary>
internal sealed class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var problem = await RunAsync(context);
        if (problem is not null && !context.Response.HasStarted)
        {
            LogRefusal(problem);
            await ProblemAnswer.WriteAsync(context, problem);
        }
    }

    private async Task<Problem?> RunAsync(HttpContext context)
    {
        try
        {
            await next(context);
            return Unanswered(context.Response);
        }
        catch (ProblemException refused)
        {
            return refused.Problem;
        }
        catch (BadHttpRequestException broken)
        {
            return broken.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => Problems.TooLarge,
                StatusCodes.Status408RequestTimeout => Problems.RequestTimeout,
                _ => Problems.BrokenTransfer,
            };
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception fault)
        {
            log.LogError(
                "A batch was answered with 503: {Fault}; clients keep what they have and try again",
                DatabaseFault.Tell(fault)
            );
            return Problems.Unavailable;
        }
    }

    private void LogRefusal(Problem problem)
    {
        // What was our own fault has an error line already.
        if (problem != Problems.Unavailable)
        {
            log.LogInformation("Refused with {Status}: {Problem}", problem.Status, problem.Name);
        }
    }

    private static Problem? Unanswered(HttpResponse response) =>
        response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Problems.NotFound,
            StatusCodes.Status405MethodNotAllowed => Problems.MethodNotAllowed,
            _ => null,
        };
}
