using System.Text.Json;
using System.Text.Unicode;

namespace Blueshift.Tracking.Testing.AspNetCore.Reading;

/// <summary>Reads JSON in UTF-8 without duplicate members, comments or trailing commas.</summary>
internal static class StrictJson
{
    /// <summary>Reads a whole body.</summary>
    /// <param name="body">The body, decompressed.</param>
    /// <param name="maxDepth">How deep it may be nested.</param>
    /// <param name="malformed">Makes the problem of a body that is something else, from its title.</param>
    /// <exception cref="ProblemException">It is something else.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body, int maxDepth, Func<string, Problem> malformed)
    {
        if (!Utf8.IsValid(body.Span))
        {
            throw new ProblemException(malformed("The body is not UTF-8."));
        }
        try
        {
            return JsonDocument.Parse(
                body,
                new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = maxDepth }
            );
        }
        // A member name with half of a surrogate pair is grammatical, but cannot be compared with others.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ProblemException(malformed("The body is not strict JSON."));
        }
    }
}
