using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is one of the JSON Schemas in docs/schemas.</summary>
internal sealed class ContractSchema
{
    private readonly JsonSchema _schema;

    private ContractSchema(JsonSchema schema) => _schema = schema;

    /// <summary>Gets the keywords that the validator applies, and those that say nothing of validity. It passes over all others in silence.</summary>
    public static IReadOnlyList<string> AppliedKeywords { get; } =
    [
        "$schema",
        "$id",
        "$ref",
        "$defs",
        "title",
        "description",
        "type",
        "enum",
        "pattern",
        "maxLength",
        "minimum",
        "maximum",
        "items",
        "maxItems",
        "properties",
        "required",
        "additionalProperties",
        "oneOf",
    ];

    public static IReadOnlyList<string> Names { get; } =
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "docs/schemas"), "*.schema.json")
            .Select(path => Path.GetFileName(path).Replace(".schema.json", "", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();

    public static async Task<ContractSchema> ReadAsync(string name) => new(await JsonSchema.FromJsonAsync(Text(name)));

    public static string Text(string name) => Repository.Read($"docs/schemas/{name}.schema.json");

    /// <summary>Gets the reasons for which an endpoint may reject an activity.</summary>
    public static IReadOnlyList<string> RejectionReasons() =>
        JObject
            .Parse(Text("activities-answer"))
            .SelectToken("properties.results.items.oneOf[1].properties.reason.enum")!
            .Values<string>()
            .ToList()!;

    /// <summary>Says what the schema finds wrong: the kind and where, never a value.</summary>
    public IReadOnlyList<string> Faults(string json) =>
        _schema
            .Validate(json)
            .SelectMany(Innermost)
            .Where(IsFault)
            .Select(fault => $"{fault.Kind} {fault.Path}")
            .ToList();

    // What is wrong with an element of an array is told by what is wrong in it; of alternatives it is told that none fits.
    private static IEnumerable<ValidationError> Innermost(ValidationError fault) =>
        fault is ChildSchemaValidationError { Kind: ValidationErrorKind.ArrayItemNotValid } element
            ? element.Errors.Values.SelectMany(inner => inner).SelectMany(Innermost)
            : [fault];

    // The validator counts UTF-16 units where the standard counts characters, so it never finds too little, but may find too much.
    private static bool IsFault(ValidationError fault) =>
        fault.Kind != ValidationErrorKind.StringTooLong
        || fault.Token!.Value<string>()!.EnumerateRunes().Count() > fault.Schema.MaxLength;
}
