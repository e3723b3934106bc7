using System.Net;

namespace TenantApp.Hosting;

/// <summary>Serves https only; plain http is answered with a redirection, except on loopback in Development.</summary>
public static class EncryptedConnections
{
    private static readonly TimeSpan HstsMaxAge = TimeSpan.FromDays(365);

    public static void AddEncryptedConnections(this IServiceCollection services) =>
        services.AddHsts(options => options.MaxAge = HstsMaxAge);

    public static void UseEncryptedConnections(this WebApplication app)
    {
        var isDevelopment = app.Environment.IsDevelopment();
        if (!isDevelopment)
        {
            app.UseHsts();
        }
        app.UseWhen(
            context => !context.Request.IsHttps && !(isDevelopment && IsLoopback(context)),
            branch =>
            {
                branch.UseHttpsRedirection();
                // The redirection lets a request pass when it knows no https port.
                branch.Run(RefuseAsync);
            }
        );
    }

    private static bool IsLoopback(HttpContext context) =>
        context.Connection is { LocalIpAddress: { } local, RemoteIpAddress: { } remote }
        && IPAddress.IsLoopback(local)
        && IPAddress.IsLoopback(remote)
        && IsLoopbackName(context.Request.Host.Host);

    private static bool IsLoopbackName(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return context.Response.WriteAsync("This application is served over https only.");
    }
}
