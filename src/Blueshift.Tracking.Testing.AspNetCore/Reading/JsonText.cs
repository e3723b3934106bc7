using System.Text.Json;

namespace Blueshift.Tracking.Testing.AspNetCore.Reading;

/// <summary>Looks at JSON that may be anything.</summary>
internal static class JsonText
{
    /// <summary>Gets the member of that name; none where the owner is no object.</summary>
    public static JsonElement? Member(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var member) ? member : null;

    /// <summary>Gets the text of a string; none for what is no string or holds half of a surrogate pair.</summary>
    public static string? Of(JsonElement? member)
    {
        if (member is not { ValueKind: JsonValueKind.String } text)
        {
            return null;
        }
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
