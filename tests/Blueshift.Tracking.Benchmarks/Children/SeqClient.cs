using Serilog;

namespace Blueshift.Tracking.Benchmarks.Children;

/// <summary>Is Seq's durable sink for Serilog as a client to measure: a file of plain events in front of HTTP, never compressed.</summary>
internal static class SeqClient
{
    public static async Task<double[]> RunAsync(string[] args)
    {
        var setup = DeliverySetup.Read(args);
        using var handler = setup.NewHandler();
        await using var logger = new LoggerConfiguration()
            .WriteTo.Seq(
                setup.Endpoint.AbsoluteUri,
                bufferBaseFilename: Path.Combine(setup.Folder, "seq"),
                messageHandler: handler
            )
            .CreateLogger();
        return await DeliveryRun.MeasureAsync(
            setup,
            activities =>
            {
                foreach (var activity in activities)
                {
                    var user = activity.User;
                    logger.Information(
                        "{UserKey} {FirstName} {LastName} {Email} {InstanceId} {Status}",
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
}
