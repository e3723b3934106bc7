using System.Diagnostics.Metrics;

namespace CentralEndpoint.Ingest;

/// <summary>Counts the verdicts. No attribute is of a person or of an instance.</summary>
internal sealed class VerdictMeter
{
    public const string Name = "Blueshift.CentralEndpoint";

    private readonly Counter<long> _activities;

    public VerdictMeter(IMeterFactory meters) =>
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
