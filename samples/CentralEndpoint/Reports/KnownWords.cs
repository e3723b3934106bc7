using System.Reflection;

namespace CentralEndpoint.Reports;

/// <summary>
/// Holds an address against what its route reads. A misspelt word would be passed over, and its figure taken for another one.
/// </summary>
internal static class KnownWords
{
    // Read by ReportAnswer, of every report.
    private static readonly string[] s_ofAnswers = ["format", "bom"];

    /// <exception cref="ReportRefusedException">There is a word that the route does not read, or one stands there twice.</exception>
    public static void Demand(HttpContext context)
    {
        var handler = context.GetEndpoint()?.Metadata.GetMetadata<MethodInfo>();
        if (handler is null)
        {
            return;
        }

        var known = Read(handler);
        if (context.Request.Query.Any(one => !known.Contains(one.Key, StringComparer.OrdinalIgnoreCase)))
        {
            throw new ReportRefusedException(
                "There is a word in the address that is not known here.",
                known.Count == 0 ? "Nothing can be asked for here." : $"Known are {string.Join(", ", known)}."
            );
        }

        if (context.Request.Query.Any(static one => one.Value.Count > 1))
        {
            throw new ReportRefusedException("A word stands in the address twice.", "Say each once.");
        }
    }

    private static IReadOnlyList<string> Read(MethodInfo handler) =>
        [
            .. handler
                .GetParameters()
                .SelectMany(static parameter =>
                    parameter.IsDefined(typeof(AsParametersAttribute))
                        ? parameter.ParameterType.GetProperties().Select(static property => CamelCase(property.Name))
                    : parameter.ParameterType == typeof(string) ? [parameter.Name!]
                    : []
                ),
            .. handler.GetParameters().Any(static parameter => parameter.ParameterType == typeof(HttpRequest))
                ? s_ofAnswers
                : [],
        ];

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
