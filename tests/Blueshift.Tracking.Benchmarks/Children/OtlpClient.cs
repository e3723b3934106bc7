using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;

namespace Blueshift.Tracking.Benchmarks.Children;

/// <summary>
/// Is OpenTelemetry's log exporter as a client to measure: OTLP over HTTP, in memory, with a queue that loses none of what is
/// logged here.
/// </summary>
internal static partial class OtlpClient
{
    public static async Task<double[]> RunAsync(string[] args)
    {
        var setup = DeliverySetup.Read(args);
        using var provider = LoggerFactory.Create(logging =>
            logging.AddOpenTelemetry(telemetry => Export(telemetry, setup))
        );
        var logger = provider.CreateLogger("benchmark");
        return await DeliveryRun.MeasureAsync(
            setup,
            activities =>
            {
                foreach (var activity in activities)
                {
                    var user = activity.User;
                    logger.UserChanged(
                        user.Key,
                        user.FirstName,
                        user.LastName,
                        user.Email,
                        "acme-prod",
                        activity.Status
                    );
                }
                return Task.CompletedTask;
            }
        );
    }

    private static void Export(OpenTelemetryLoggerOptions telemetry, DeliverySetup setup) =>
        telemetry.AddOtlpExporter(
            (exporter, processor) =>
            {
                exporter.Endpoint = new Uri(setup.Endpoint, "/v1/logs");
                exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                exporter.Compression = setup.Compress ? OtlpExportCompression.GZip : OtlpExportCompression.None;
                exporter.HttpClientFactory = () => new HttpClient(setup.NewHandler());
                processor.ExportProcessorType = ExportProcessorType.Batch;
                processor.BatchExportProcessorOptions = new BatchExportLogRecordProcessorOptions
                {
                    MaxQueueSize = DeliveryRun.Count + setup.WarmUpCount,
                };
            }
        );

    [LoggerMessage(1, LogLevel.Information, "{UserKey} {FirstName} {LastName} {Email} {InstanceId} {Status}")]
    private static partial void UserChanged(
        this ILogger logger,
        string userKey,
        string? firstName,
        string? lastName,
        string? email,
        string instanceId,
        UserActivityStatus status
    );
}
