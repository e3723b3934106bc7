using System.Diagnostics.CodeAnalysis;
using Blueshift.Tracking.Testing.AspNetCore.Scripting;

namespace Blueshift.Tracking.Testing.AspNetCore.Faults;

/// <summary>Draws faults from a seed, so many and no more: after them everything is answered as the contract says.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The same seed must draw the same faults.")]
internal sealed class FaultSchedule
{
    private readonly Lock _lock = new();
    private readonly Random _random;
    private readonly FaultSteps _steps;
    private readonly List<FaultKind> _drawn = [];

    public FaultSchedule(int seed)
    {
        _random = new Random(seed);
        _steps = new FaultSteps(_random);
    }

    /// <summary>Gets the probability that a request meets each kind; together at most 1.</summary>
    public IReadOnlyDictionary<FaultKind, double> Probabilities { get; init; } = Even(0.5);

    /// <summary>Gets how many faults there are.</summary>
    public int Faults { get; init; } = 20;

    /// <summary>Gets for how long the listener is closed, by the injected clock.</summary>
    public TimeSpan RefusedFor
    {
        get => _steps.RefusedFor;
        init => _steps.RefusedFor = value;
    }

    /// <summary>Gets what clients are asked to wait.</summary>
    public TimeSpan RetryDelay
    {
        get => _steps.RetryDelay;
        init => _steps.RetryDelay = value;
    }

    /// <summary>Gets what has been drawn.</summary>
    public IReadOnlyList<FaultKind> Drawn
    {
        get
        {
            lock (_lock)
            {
                return [.. _drawn];
            }
        }
    }

    public bool IsOver => Drawn.Count >= Faults;

    /// <summary>Shares one probability evenly between all kinds that cost a client neither its deadline nor a pause.</summary>
    public static Dictionary<FaultKind, double> Even(double probability)
    {
        var kinds = Enum.GetValues<FaultKind>()
            .Where(kind => kind is not (FaultKind.StoreAndNeverAnswer or FaultKind.Redirect))
            .ToList();
        return kinds.ToDictionary(kind => kind, _ => probability / kinds.Count);
    }

    /// <summary>Draws for one request; none where it is to be answered as the contract says.</summary>
    public ScriptStep? Next()
    {
        lock (_lock)
        {
            if (_drawn.Count >= Faults)
            {
                return null;
            }
            var point = _random.NextDouble();
            foreach (var (kind, probability) in Probabilities.OrderBy(one => one.Key))
            {
                point -= probability;
                if (point < 0)
                {
                    _drawn.Add(kind);
                    return _steps.Of(kind);
                }
            }
            return null;
        }
    }
}
