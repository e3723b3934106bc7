using Blueshift.Tracking.Conformance.Support;

namespace Blueshift.Tracking.Conformance;

/// <summary>Holds the endpoint that the rules of the wire contract are put to here: samples/CentralEndpoint on PostgreSQL.</summary>
internal static class ConformanceRun
{
    public static IConformanceTarget Target { get; private set; } = null!;

    public static async Task StartAsync(string connection)
    {
        await AnswerSchemas.ReadAsync();
        Target = await CentralEndpointTarget.StartAsync($"--CentralEndpoint:PostgreSql={connection}");
    }

    public static async Task StopAsync()
    {
        if (Target is not null)
        {
            await Target.DisposeAsync();
        }
    }
}
