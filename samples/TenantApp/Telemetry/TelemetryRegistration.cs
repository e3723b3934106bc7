using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace TenantApp.Telemetry;

/// <summary>Registers traces, metrics and logs. What they hold of a person is the user name at most, in crash logs.</summary>
public static class TelemetryRegistration
{
    private const string Tracking = "Blueshift.Tracking";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        // A failed save or a broken form is answered by the application; a library's own words on it may quote values.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Update", LogLevel.None);
        // The key folder is its owner's alone, which is what that warning asks for.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);

        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("TenantApp"))
            .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation(Configure).AddSource(Tracking))
            .WithMetrics(metrics =>
                metrics
                    .AddAspNetCoreInstrumentation()
                    .AddRuntimeInstrumentation()
                    .AddMeter("Microsoft.AspNetCore.Identity", Tracking)
            )
            .WithLogging();
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            telemetry.UseOtlpExporter();
        }
    }

    private static void Configure(
        OpenTelemetry.Instrumentation.AspNetCore.AspNetCoreTraceInstrumentationOptions options
    ) => options.EnrichWithHttpResponse = (activity, response) => ReplacePath(activity, response.HttpContext);

    // What a visitor types into the address bar is not ours to record: the route says which page was asked for.
    private static void ReplacePath(Activity activity, HttpContext context)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        activity.SetTag("url.path", route is null ? null : $"/{route.TrimStart('/')}");
        activity.SetTag("url.query", null);
    }
}
