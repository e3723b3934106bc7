using Blueshift.Tracking.Testing.AspNetCore.Storing;

namespace Blueshift.Tracking.Testing.AspNetCore.Faults;

/// <summary>Keeps what a client said about its activities and compares it with what the endpoint has stored.</summary>
internal sealed class DeliveryLedger
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _recorded = [];
    private readonly HashSet<string> _attempted = [];
    private readonly HashSet<string> _givenUp = [];

    /// <summary>Notes an id that was given to the client, before its answer: it may arrive, and need not.</summary>
    public void Attempted(string id) => Add(_attempted, id);

    /// <summary>Notes an id of which the client said that it is recorded: it must arrive.</summary>
    public void Recorded(string id) => Add(_recorded, id);

    /// <summary>Notes an id that the client said to have given up (a dead letter, a drop, an erasure): it need not arrive.</summary>
    public void GivenUp(string id) => Add(_givenUp, id);

    public LedgerFindings Compare(IReadOnlyList<StoredActivity> stored)
    {
        lock (_lock)
        {
            var arrived = stored.Select(activity => activity.Id).ToHashSet();
            return new LedgerFindings
            {
                Recorded = _recorded.Count,
                Stored = stored.Count,
                Lost = Sorted(_recorded.Where(id => !arrived.Contains(id) && !_givenUp.Contains(id))),
                Doubled = Sorted(stored.GroupBy(activity => activity.Id).Where(IsDoubled).Select(group => group.Key)),
                Phantom = Sorted(arrived.Where(id => !_recorded.Contains(id) && !_attempted.Contains(id))),
                Renumbered = Sorted(Renumbered(stored)),
            };
        }
    }

    // Stored for two instances, or sent under two numbers.
    private static bool IsDoubled(IGrouping<string, StoredActivity> one) =>
        one.Count() > 1
        || one.Single().Arrivals.Select(arrival => (arrival.Source, arrival.Sequence)).Distinct().Count() > 1;

    private static IEnumerable<string> Renumbered(IReadOnlyList<StoredActivity> stored) =>
        stored
            .GroupBy(activity => (activity.Source, activity.Sequence))
            .Where(group => group.Select(activity => activity.Id).Distinct().Count() > 1)
            .SelectMany(group => group.Select(activity => activity.Id));

    private static List<string> Sorted(IEnumerable<string> ids) => [.. ids.Distinct().Order(StringComparer.Ordinal)];

    private void Add(HashSet<string> ids, string id)
    {
        lock (_lock)
        {
            ids.Add(id);
        }
    }
}
