using System.Text.Json;

namespace CentralEndpoint.Ingest;

/// <summary>Recognises an activity that belongs to another client instance than the credential.</summary>
internal static class ForeignInstance
{
    public static bool IsNamedIn(JsonElement element, string instance) =>
        IsForeignSource(element, instance) || IsForeignData(element, instance);

    /// <summary>Says whether an object's source is of another instance.</summary>
    public static bool IsForeignSource(JsonElement element, string instance)
    {
        return JsonMember.Find(element, "source", out var member)
            && JsonMember.IsText(member, out var source)
            && source.StartsWith(Grammar.SourcePrefix, StringComparison.Ordinal)
            && source[Grammar.SourcePrefix.Length..].Split('/')[0] != instance;
    }

    private static bool IsForeignData(JsonElement element, string instance) =>
        JsonMember.Find(element, "data", out var data)
        && JsonMember.Find(data, "clientInstanceId", out var member)
        && JsonMember.IsText(member, out var named)
        && named != instance;
}
