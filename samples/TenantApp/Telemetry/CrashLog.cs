using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.Features;

namespace TenantApp.Telemetry;

/// <summary>
/// Logs an unhandled exception with the signed-in user name and the request id, answers with a page of its own, and
/// lets the exception go no further: an exception's message may quote a name or an email address.
/// </summary>
public sealed class CrashLog(RequestDelegate next, ILogger<CrashLog> logger)
{
    private static readonly EventId Crash = new(1, nameof(Crash));

    public async Task InvokeAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The browser went away; that is no crash.
        }
        catch (Exception crash)
        {
            Log(context, crash);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }
            await CrashPage.WriteAsync(context);
        }
    }

    [SuppressMessage(
        "Naming",
        "CA1727:Use PascalCase for named placeholders",
        Justification = "The names are the attributes of OpenTelemetry's semantic conventions."
    )]
    private void Log(HttpContext context, Exception crash)
    {
        var kind = crash.GetType().FullName;
        Activity.Current?.SetTag("error.type", kind);
        context.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new("error.type", kind));
        logger.LogError(
            Crash,
            "Crash {exception.type} of user {enduser.id} in request {http.request.id}\n{exception.stacktrace}",
            kind,
            context.User.Identity?.Name,
            context.TraceIdentifier,
            CrashTrace.Of(crash)
        );
    }
}
