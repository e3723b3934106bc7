using System.Globalization;
using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Reports;

/// <summary>One activity of a random history, and the plain model of who is active.</summary>
internal sealed record Recorded(int Id, int Subject, bool Added, int Sequence, DateTimeOffset Date)
{
    public static Recorded Draw(int number, Random random, DateTimeOffset day) =>
        new(number, random.Next(12), random.Next(2) == 0, random.Next(1, 4), day.AddHours(random.Next(6)));

    public static int CountActive(IEnumerable<Recorded> history, DateTimeOffset before) =>
        history
            .Where(recorded => recorded.Date < before)
            .GroupBy(static recorded => recorded.Subject)
            .Count(static one => one.OrderBy(r => r.Date).ThenBy(r => r.Sequence).ThenBy(r => r.Id).Last().Added);

    public JsonNode ToActivity(Sender sender) =>
        sender.Activity(activity =>
        {
            activity["id"] = Some.Id(Id);
            activity["subject"] = Some.Subject(Subject);
            activity["sequence"] = Sequence.ToString("D19", CultureInfo.InvariantCulture);
            activity["data"]!["status"] = Added ? "addition" : "removal";
            activity["data"]!["date"] = Some.Date(Date);
        });
}
