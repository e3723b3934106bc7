using Blueshift.Tracking.Testing.AspNetCore.Serving;

namespace Blueshift.Tracking.Testing.AspNetCore.Verifying;

/// <summary>Keeps every violation, and which of them have been thrown.</summary>
internal sealed class ViolationLog(ChangeSignal signal)
{
    private readonly Lock _lock = new();
    private readonly List<ContractViolation> _all = [];
    private int _thrown;

    public IReadOnlyList<ContractViolation> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _all];
            }
        }
    }

    public bool HasNew
    {
        get
        {
            lock (_lock)
            {
                return _all.Count > _thrown;
            }
        }
    }

    /// <summary>Gets whether any has been thrown.</summary>
    public bool HasThrown
    {
        get
        {
            lock (_lock)
            {
                return _thrown > 0;
            }
        }
    }

    public void Add(IEnumerable<ContractViolation> violations)
    {
        lock (_lock)
        {
            _all.AddRange(violations);
        }
        signal.Pulse();
    }

    /// <summary>Throws those that have not been thrown yet.</summary>
    /// <exception cref="ContractViolationException">There are some.</exception>
    public void ThrowNew()
    {
        List<ContractViolation> fresh;
        lock (_lock)
        {
            fresh = _all[_thrown..];
            _thrown = _all.Count;
        }
        if (fresh.Count > 0)
        {
            throw new ContractViolationException(fresh);
        }
    }
}
