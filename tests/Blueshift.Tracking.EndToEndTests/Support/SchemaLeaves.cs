using System.Text.Json;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>Names every member that a schema of docs/schemas lists, as <see cref="JsonLeaves"/> names those of a document.</summary>
internal static class SchemaLeaves
{
    public static IReadOnlyList<string> Of(string name)
    {
        using var schema = JsonDocument.Parse(Repository.Read($"docs/schemas/{name}.schema.json"));
        return [.. Walk(schema.RootElement, schema.RootElement, "").Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>Says whether an object of the schema takes no member that it does not list.</summary>
    public static bool IsClosed(JsonElement schema) =>
        schema.TryGetProperty("additionalProperties", out var more) && more.ValueKind == JsonValueKind.False;

    private static IEnumerable<string> Walk(JsonElement root, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            var name = reference.GetString()!["#/$defs/".Length..];
            return Walk(root, root.GetProperty("$defs").GetProperty(name), path);
        }
        if (schema.TryGetProperty("oneOf", out var alternatives))
        {
            return alternatives.EnumerateArray().SelectMany(one => Walk(root, one, path));
        }
        if (schema.TryGetProperty("items", out var items))
        {
            return Walk(root, items, path);
        }
        return schema.TryGetProperty("properties", out var members)
            ? members.EnumerateObject().SelectMany(member => Walk(root, member.Value, $"{path}/{member.Name}"))
            : [path];
    }
}
