using System.Text.Json;

namespace CentralEndpoint.Ingest;

/// <summary>Looks into parsed JSON without ever throwing over what is found there.</summary>
internal static class JsonMember
{
    /// <summary>Finds a member; false where the element is no object or has no such member.</summary>
    public static bool Find(JsonElement element, string name, out JsonElement member)
    {
        member = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out member);
    }

    /// <summary>Reads a string; false where the value is none, or holds half of a surrogate pair.</summary>
    public static bool IsText(JsonElement member, out string text)
    {
        text = "";
        if (member.ValueKind != JsonValueKind.String)
        {
            return false;
        }

        try
        {
            text = member.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
