using System.Text.Json.Nodes;

namespace CentralEndpoint.Tests.Reports;

/// <summary>How users of a plain model became active and ceased to be.</summary>
internal sealed record PlainFlow
{
    public long Baseline { get; private set; }

    public long New { get; private set; }

    public long Reactivated { get; private set; }

    public long Removed { get; private set; }

    /// <summary>Reads the same figures of a period of the report.</summary>
    public static PlainFlow Of(JsonNode period) =>
        new()
        {
            Baseline = (long)period["baseline"]!,
            New = (long)period["new"]!,
            Reactivated = (long)period["reactivated"]!,
            Removed = (long)period["removed"]!,
        };

    public void Count(ModelledActivity change, bool everActive)
    {
        if (!change.Added)
        {
            Removed++;
        }
        else if (change.IsBaseline)
        {
            Baseline++;
        }
        else if (everActive)
        {
            Reactivated++;
        }
        else
        {
            New++;
        }
    }
}
