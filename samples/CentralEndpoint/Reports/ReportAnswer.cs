using System.Text;
using Microsoft.Extensions.Primitives;

namespace CentralEndpoint.Reports;

/// <summary>Answers with a report as JSON, or as CSV where that is asked for.</summary>
internal static class ReportAnswer
{
    /// <param name="request">Asks by <c>format=csv</c> or by <c>Accept: text/csv</c>; <c>bom=true</c> puts a byte order mark first.</param>
    /// <param name="name">The file's name, without its ending.</param>
    /// <param name="report">The report.</param>
    /// <param name="table">Makes its table.</param>
    /// <exception cref="ReportRefusedException">There is no such format.</exception>
    public static IResult Of<TReport>(HttpRequest request, string name, TReport report, Func<TReport, CsvTable> table)
    {
        if (!IsCsv(request))
        {
            return Results.Json(report);
        }

        // Excel takes a file without the mark for one of the local code page.
        var mark = request.Query["bom"] == "true" ? "\uFEFF" : "";
        return Results.File(
            Encoding.UTF8.GetBytes(mark + table(report)),
            CsvTable.MediaType + "; charset=utf-8; header=present",
            name + ".csv"
        );
    }

    private static bool IsCsv(HttpRequest request)
    {
        var format = request.Query["format"];
        if (StringValues.IsNullOrEmpty(format))
        {
            return request.GetTypedHeaders().Accept.Any(static type => type.MediaType == CsvTable.MediaType);
        }

        return (string?)format switch
        {
            "json" => false,
            "csv" => true,
            _ => throw new ReportRefusedException(
                "The value of format is neither json nor csv.",
                "Leave it out for JSON."
            ),
        };
    }
}
