using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Reports;

/// <summary>Asks an endpoint for reports, and tells it of users.</summary>
internal static class ReportRun
{
    public static async Task<JsonNode> ReportAsync(this CentralEndpointHost host, string query) =>
        JsonNode.Parse(await host.TextAsync("/reports/" + query))!;

    public static async Task<string> TextAsync(this CentralEndpointHost host, string address) =>
        await host.Pages.GetStringAsync(new Uri(address, UriKind.Relative));

    /// <summary>Makes an activity of a user.</summary>
    public static JsonNode Activity(
        this Sender sender,
        int subject,
        string status,
        DateTimeOffset date,
        string? email = null
    ) =>
        sender.Activity(activity =>
        {
            activity["subject"] = Some.Subject(subject);
            activity["data"]!["status"] = status;
            activity["data"]!["date"] = Some.Date(date);
            if (email is not null)
            {
                activity["data"]!["email"] = email;
            }
        });

    public static JsonNode Row(this JsonNode report, int place = 0) => report["rows"]!.AsArray()[place]!;

    public static long? Number(this JsonNode node, string name) => (long?)node[name];
}
