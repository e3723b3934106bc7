using System.Text.Json;

namespace Blueshift.Tracking.Testing.AspNetCore.Reading;

/// <summary>Reads the fields of one activity one after the other; the first fault stays.</summary>
internal sealed class FieldReader
{
    public Rejection? Rejection { get; private set; }

    public void Refuse(Rejection rejection) => Rejection ??= rejection;

    /// <summary>Reads a context attribute. To CloudEvents one that is null is one that is not there.</summary>
    public string? Attribute(JsonElement activity, string name, Func<string, bool> isValid, bool isOptional = false)
    {
        var member = JsonText.Member(activity, name);
        if (member is null or { ValueKind: JsonValueKind.Null })
        {
            if (!isOptional)
            {
                Refuse(Rejection.Missing($"/{name}"));
            }
            return null;
        }
        return Valid(member.Value, $"/{name}", isValid);
    }

    /// <summary>Reads a member of <c>data</c>, all of which are mandatory.</summary>
    public string? Data(JsonElement data, string name, Func<string, bool> isValid)
    {
        var pointer = $"/data/{name}";
        if (JsonText.Member(data, name) is { } member)
        {
            return Valid(member, pointer, isValid);
        }
        Refuse(Rejection.Missing(pointer));
        return null;
    }

    private string? Valid(JsonElement member, string pointer, Func<string, bool> isValid)
    {
        if (JsonText.Of(member) is { } text && isValid(text))
        {
            return text;
        }
        Refuse(Rejection.Invalid(pointer));
        return null;
    }
}
