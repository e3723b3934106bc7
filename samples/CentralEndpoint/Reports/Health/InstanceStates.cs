using CentralEndpoint.Heartbeats;
using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Reports.Health;

/// <summary>The states of the instances by what was last heard of them.</summary>
internal sealed class InstanceStates
{
    public const string NeverReported = "never-reported";
    public const string Stale = "stale";
    private const string Live = "live";
    private const string Drifting = "drifting";

    private static readonly string[] s_leastFirst = [NeverReported, Stale, Drifting, Live];

    private readonly long _now;
    private readonly ILookup<string, HeartbeatRow> _heartbeats;
    private readonly Dictionary<string, ActiveSetRow> _activeSets;

    private InstanceStates(long now, IEnumerable<HeartbeatRow> heartbeats, IEnumerable<ActiveSetRow> activeSets)
    {
        _now = now;
        _heartbeats = heartbeats.ToLookup(static row => row.InstanceId, StringComparer.Ordinal);
        _activeSets = activeSets.ToDictionary(static row => row.InstanceId, StringComparer.Ordinal);
    }

    public static async Task<InstanceStates> ReadAsync(EndpointDbContext db, DateTimeOffset now) =>
        new(
            now.ToUnixTimeMilliseconds(),
            await db.Heartbeats.AsNoTracking().ToListAsync(),
            await db.ActiveSets.AsNoTracking().ToListAsync()
        );

    /// <summary>Gives the state that is the least to be trusted.</summary>
    public static string Least(IEnumerable<string> states)
    {
        var all = states.ToHashSet(StringComparer.Ordinal);
        return Array.Find(s_leastFirst, all.Contains) ?? NeverReported;
    }

    /// <summary>Gives the place of a state among all, the least to be trusted first.</summary>
    public static int Rank(string state) => Array.IndexOf(s_leastFirst, state);

    /// <summary>Gets whether a figure of zero is one.</summary>
    public static bool IsHeard(string state) => state is Live or Drifting;

    public string Of(string instance)
    {
        if (!_heartbeats.Contains(instance))
        {
            return NeverReported;
        }

        if (!_heartbeats[instance].Any(beat => Liveness.IsLive(beat.Heard, beat.NextInSeconds, _now)))
        {
            return Stale;
        }

        return ActiveSetOf(instance) is { Drifting: true } ? Drifting : Live;
    }

    /// <summary>Gives the last heartbeat of each of its buffers.</summary>
    public IEnumerable<HeartbeatRow> HeartbeatsOf(string instance) => _heartbeats[instance];

    /// <summary>Gives what it last told of who is active; <see langword="null"/> where it has no user directory.</summary>
    public ActiveSetRow? ActiveSetOf(string instance) => _activeSets.GetValueOrDefault(instance);
}
