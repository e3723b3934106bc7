using System.Globalization;
using System.Text.Json;
using Blueshift.Tracking.Testing.AspNetCore.Reading;

namespace Blueshift.Tracking.Testing.AspNetCore.Verifying;

/// <summary>Is the form of a JSON object: its members, each with what is wrong with it, told by where (RFC 6901) and never by a value.</summary>
internal sealed class Shape
{
    private readonly List<(string Name, bool IsOptional, Func<JsonElement, IEnumerable<string>> Faults)> _members = [];

    /// <summary>Gets what wants a whole number, 0 or more.</summary>
    public static Func<JsonElement, IEnumerable<string>> Count { get; } =
        value => Fault(!(value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var count) && count >= 0));

    /// <summary>Gets what wants an object of such numbers, whatever their names are.</summary>
    public static Func<JsonElement, IEnumerable<string>> Counts { get; } =
        value =>
            Fault(
                value.ValueKind != JsonValueKind.Object
                    || value.EnumerateObject().Any(member => Count(member.Value).Any())
            );

    public static Func<JsonElement, IEnumerable<string>> Text(Func<string, bool> isValid) =>
        value => Fault(!(JsonText.Of(value) is { } text && isValid(text)));

    public static Func<JsonElement, IEnumerable<string>> NullOr(Func<JsonElement, IEnumerable<string>> other) =>
        value => value.ValueKind == JsonValueKind.Null ? [] : other(value);

    public static Func<JsonElement, IEnumerable<string>> ListOf(Shape element, int atMost) =>
        ListOf(element.Faults, atMost);

    public static Func<JsonElement, IEnumerable<string>> ListOf(
        Func<JsonElement, IEnumerable<string>> element,
        int atMost
    ) =>
        value =>
            value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > atMost
                ? Fault(true)
                : value
                    .EnumerateArray()
                    .SelectMany((one, index) => Below(index.ToString(CultureInfo.InvariantCulture), element(one)));

    public Shape With(string name, Func<JsonElement, IEnumerable<string>> faults) =>
        With(name, isOptional: false, faults);

    public Shape WithOptional(string name, Func<JsonElement, IEnumerable<string>> faults) =>
        With(name, isOptional: true, faults);

    /// <summary>Says where a value differs from the form; empty for the value itself.</summary>
    public IEnumerable<string> Faults(JsonElement value) =>
        value.ValueKind != JsonValueKind.Object
            ? Fault(true)
            : _members.SelectMany(member =>
                value.TryGetProperty(member.Name, out var found)
                    ? Below(member.Name, member.Faults(found))
                    : Below(member.Name, Fault(!member.IsOptional))
            );

    private Shape With(string name, bool isOptional, Func<JsonElement, IEnumerable<string>> faults)
    {
        _members.Add((name, isOptional, faults));
        return this;
    }

    private static IEnumerable<string> Fault(bool isThere) => isThere ? [""] : [];

    private static IEnumerable<string> Below(string name, IEnumerable<string> faults) =>
        faults.Select(pointer => $"/{name}{pointer}");
}
