using System.Text.Json;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Names every member of a document by the way to it; of an object and of an array of objects those within.</summary>
internal static class JsonLeaves
{
    public static IReadOnlyList<string> Of(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement);
    }

    public static IReadOnlyList<string> Of(JsonElement value) =>
        [.. Walk(value, "").Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Walk(JsonElement value, string path) =>
        value.ValueKind switch
        {
            JsonValueKind.Object when value.GetPropertyCount() > 0 => value
                .EnumerateObject()
                .SelectMany(member => Walk(member.Value, $"{path}/{member.Name}")),
            // An array of words is one member, and so is an object in which nothing is.
            JsonValueKind.Array when value.GetArrayLength() > 0 && value[0].ValueKind == JsonValueKind.Object => value
                .EnumerateArray()
                .SelectMany(element => Walk(element, path)),
            _ => [path],
        };
}
