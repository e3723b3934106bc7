using System.Diagnostics;
using CentralEndpoint.Ingest;
using OpenTelemetry;
using OpenTelemetry.Instrumentation.AspNetCore;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CentralEndpoint.Telemetry;

/// <summary>Registers traces, metrics and logs of the endpoint itself, for the aggregator that an operator names. Nobody is named in them.</summary>
internal static class TelemetryRegistration
{
    /// <summary>Is OpenTelemetry's own setting; without it nothing is collected and nothing is sent.</summary>
    public const string Aggregator = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[Aggregator]))
        {
            return;
        }

        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(static resource => resource.AddService("CentralEndpoint"))
            .WithTracing(static tracing => tracing.AddAspNetCoreInstrumentation(Configure))
            .WithMetrics(static metrics =>
                metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter(VerdictMeter.Name)
            )
            .WithLogging(static logging => logging.AddProcessor(new WithoutExceptions()))
            .UseOtlpExporter();
    }

    private static void Configure(AspNetCoreTraceInstrumentationOptions options) =>
        options.EnrichWithHttpResponse = static (activity, response) => TakeWhatWasTyped(activity, response);

    // An address and a browser's words on itself are a visitor's; the route says which page was asked for.
    private static void TakeWhatWasTyped(Activity activity, HttpResponse response)
    {
        var route = (response.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        activity.SetTag("url.path", route is null ? null : $"/{route.TrimStart('/')}");
        activity.SetTag("url.query", null);
        activity.SetTag("user_agent.original", null);
        activity.SetTag("server.address", null);
    }
}
