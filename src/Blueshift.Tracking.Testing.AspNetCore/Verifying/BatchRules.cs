using System.Globalization;
using System.Text.Json;
using Blueshift.Tracking.Testing.AspNetCore.Reading;

namespace Blueshift.Tracking.Testing.AspNetCore.Verifying;

/// <summary>Is what the contract says of a batch to those who send it, beyond what an endpoint refuses.</summary>
internal static class BatchRules
{
    private static readonly string[] Attributes =
    [
        "specversion",
        "type",
        "source",
        "sequence",
        "id",
        "subject",
        "origin",
        "data",
    ];

    public static IEnumerable<string> Faults(ReadOnlyMemory<byte> content, IReadOnlyList<ReadActivity> activities)
    {
        var sources = activities.Select(activity => activity.Source).OfType<string>().Distinct().Count();
        if (sources > 1)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"its activities are of {sources} sources. A batch is of one."
            );
        }
        using var document = JsonDocument.Parse(content);
        var foreign = document
            .RootElement.EnumerateArray()
            .Select((activity, index) => (Index: index, Has: activity.EnumerateObject().Any(IsForeign)))
            .Where(one => one.Has)
            .Select(one => one.Index)
            .ToList();
        foreach (var index in foreign)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"activity {index} of {activities.Count} has an attribute that is none of the contract's. Its name is in the request's {nameof(ReceivedRequest.Content)}."
            );
        }
    }

    private static bool IsForeign(JsonProperty attribute) => !Attributes.Any(attribute.NameEquals);
}
