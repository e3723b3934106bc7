using System.Net.Mime;
using System.Text.Encodings.Web;

namespace TenantApp.Telemetry;

/// <summary>Answers a request that crashed. It needs nothing of the application, so that it cannot crash itself.</summary>
public static class CrashPage
{
    public static Task WriteAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Response.Clear();
        context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        context.Response.ContentType = $"{MediaTypeNames.Text.Html}; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Something went wrong</title>
            <link rel="stylesheet" href="/site.css">
            </head>
            <body>
            <main class="narrow">
            <h1>Something went wrong</h1>
            <p>Your last change may not be saved. Please go back and look. If it happens again, tell your
            administrator this request id: <code>{HtmlEncoder.Default.Encode(context.TraceIdentifier)}</code></p>
            <p><a href="/">To the start page</a></p>
            </main>
            </body>
            </html>
            """
        );
    }
}
