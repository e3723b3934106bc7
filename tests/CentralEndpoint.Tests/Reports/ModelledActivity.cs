using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Support;

namespace CentralEndpoint.Tests.Reports;

/// <summary>One activity of a random history: few users, dates that tie, and days on which clocks are moved.</summary>
internal sealed record ModelledActivity(int Id, int Subject, bool Added, int Sequence, DateTimeOffset Date)
{
    public bool IsBaseline { get; init; }

    /// <summary>Gets the domain of the address; absent where there is none.</summary>
    public string? Domain { get; init; }

    /// <summary>Gets or sets when the endpoint stored it.</summary>
    public DateTimeOffset Received { get; set; }

    /// <summary>Gets or sets when an operator took it out.</summary>
    public DateTimeOffset? Voided { get; set; }

    [SuppressMessage("Security", "CA5394", Justification = "The same seed must draw the same history.")]
    public static ModelledActivity Draw(int id, Random random, DateTimeOffset start, int hours) =>
        new(
            id,
            random.Next(14),
            random.Next(2) == 0,
            random.Next(1, 4),
            start.AddHours(random.Next(hours)).AddMinutes(random.Next(2) * 30)
        )
        {
            IsBaseline = random.Next(8) == 0,
            Domain = random.Next(12) is > 0 and var place ? $"d{place / 5}.example" : null,
        };

    public JsonNode ToActivity(Sender sender) =>
        sender.Activity(activity =>
        {
            activity["id"] = Some.Id(Id);
            activity["subject"] = Some.Subject(Subject);
            activity["sequence"] = Beat.Number(Sequence);
            activity["data"]!["status"] = Added ? "addition" : "removal";
            activity["data"]!["date"] = Some.Date(Date);
            activity["data"]!["email"] = Domain is null ? "" : $"user{Subject}@{Domain.ToUpperInvariant()}";
            if (IsBaseline)
            {
                activity["origin"] = "baseline";
            }
        });
}
