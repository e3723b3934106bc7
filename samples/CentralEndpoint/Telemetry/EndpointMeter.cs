using System.Diagnostics.Metrics;
using CentralEndpoint.Ingest;

namespace CentralEndpoint.Telemetry;

/// <summary>Counts what the endpoint does. No attribute is of a person or of an instance.</summary>
internal sealed class EndpointMeter
{
    public const string Name = "Blueshift.CentralEndpoint";

    private readonly Counter<long> _activities;

    public EndpointMeter(IMeterFactory meters) =>
        _activities = meters
            .Create(Name)
            .CreateCounter<long>(
                "central_endpoint.activities",
                "{activity}",
                "Activities that were answered, by verdict and, where they were rejected, by reason."
            );

    public void Count(IReadOnlyList<Verdict> verdicts)
    {
        foreach (
            var same in verdicts.GroupBy(static verdict => (verdict.Status, Reason: verdict.Rejection?.Reason ?? ""))
        )
        {
            _activities.Add(
                same.Count(),
                new("verdict", VerdictAnswer.Word(same.Key.Status)),
                new("reason", same.Key.Reason)
            );
        }
    }
}
