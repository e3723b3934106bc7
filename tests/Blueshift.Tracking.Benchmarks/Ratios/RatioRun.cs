using System.Text.Encodings.Web;
using System.Text.Json;
using Blueshift.Tracking.Benchmarks.Support;

namespace Blueshift.Tracking.Benchmarks.Ratios;

/// <summary>Judges goals one after another and prints a JSON line for each part.</summary>
internal static class RatioRun
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static IReadOnlyList<IRatioGoal> Goals =>
        [
            new SingleAppendGoal(),
            new GroupAppendGoal(),
            new BulkAppendGoal(),
            new DrainGoal(),
            new DeliveryGoal(),
            new CaptureAllocationGoal(),
            new BodySizeGoal(),
            new BacklogGoal(),
            new GrowthGoal(),
            new IdleHostGoal(),
            new StopGoal(),
            new SaveGoal(),
            new EndpointIngestGoal(),
            new EndpointReportGoal(),
        ];

    /// <summary>Judges.</summary>
    /// <returns>Whether every goal was met.</returns>
    public static async Task<bool> RunAsync(RatioSettings settings)
    {
        var chosen = Goals.Where(goal => settings.Ids.Count == 0 || goal.Ids.Any(settings.Ids.Contains)).ToList();
        if (chosen.Count == 0)
        {
            await Console.Error.WriteLineAsync(
                $"No such goal. There are: {string.Join(", ", Goals.SelectMany(goal => goal.Ids))}."
            );
            return false;
        }
        var machine = Machine.Read();
        var isMet = true;
        foreach (var goal in chosen)
        {
            foreach (var row in await goal.JudgeAsync(settings))
            {
                isMet &= row.Met;
                var line = JsonSerializer.SerializeToNode(row, Json)!.AsObject();
                line["machine"] = JsonSerializer.SerializeToNode(machine, Json);
                await Console.Out.WriteLineAsync(line.ToJsonString(Json));
            }
        }
        return isMet;
    }
}
