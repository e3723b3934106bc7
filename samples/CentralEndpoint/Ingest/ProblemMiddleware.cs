using System.Data.Common;
using CentralEndpoint.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CentralEndpoint.Ingest;

/// <summary>
/// Turns whatever ends a request early into a problem. There is no 500: a client would retry the same input for ever.
/// </summary>
internal sealed class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> log)
{
    private const int SqliteBusy = 5;
    private const int SqliteFull = 13;

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
            LogFault(fault);
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

    // The message of an exception may quote what it stumbled over, so that only its kind is logged.
    private void LogFault(Exception fault)
    {
        var cause = DatabaseFault.Find(fault) ?? fault;
        var code = cause switch
        {
            SqliteException sqlite => $"{sqlite.SqliteExtendedErrorCode}",
            DbException { SqlState: { } state } => state,
            _ => "",
        };
        log.LogError("A batch was answered with 503: {Fault} {Code}{Hint}", cause.GetType().Name, code, Hint(cause));
    }

    private static string Hint(Exception cause) =>
        cause switch
        {
            SqliteException { SqliteErrorCode: SqliteBusy } =>
                "; another process holds the database, clients try again by themselves",
            SqliteException { SqliteErrorCode: SqliteFull }
            or PostgresException { SqlState: PostgresErrorCodes.DiskFull } =>
                "; the disk of the database is full, clients keep what they have until there is room",
            NpgsqlException { IsTransient: true } =>
                "; the database cannot be reached, clients keep what they have and try again",
            _ => "; clients keep what they have and try again",
        };

    private static Problem? Unanswered(HttpResponse response) =>
        response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Problems.NotFound,
            StatusCodes.Status405MethodNotAllowed => Problems.MethodNotAllowed,
            _ => null,
        };
}
