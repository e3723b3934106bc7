using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Conformance.Support;

/// <summary>Holds the schemas that every answer is held to.</summary>
internal static class AnswerSchemas
{
    public static ContractSchema Verdicts { get; private set; } = null!;

    public static ContractSchema Problem { get; private set; } = null!;

    public static ContractSchema Heartbeat { get; private set; } = null!;

    public static async Task ReadAsync()
    {
        Verdicts = await ContractSchema.ReadAsync("activities-answer");
        Problem = await ContractSchema.ReadAsync("problem");
        Heartbeat = await ContractSchema.ReadAsync("heartbeat-answer");
    }
}
