namespace Blueshift.Tracking.Diagnostics;

/// <summary>
/// Keeps what the parts of the library know of how they are doing, for whoever has to tell it. It holds numbers and words of
/// closed lists alone. Safe for several threads; cheap; throws nothing.
/// </summary>
internal sealed class TrackingCondition(TimeProvider timeProvider)
{
    /// <summary>Is for how long something that happened once is still told.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromHours(1);

    // Given up on purpose, by an operator or at the vendor's request: told and counted, but nothing is wrong.
    private static readonly DropReason[] OnPurpose =
    [
        DropReason.Erased,
        DropReason.Suppressed,
        DropReason.Deleted,
        DropReason.Moved,
    ];

    private readonly Lock _lock = new();
    private readonly Dictionary<RefusalReason, long> _refused = [];
    private readonly Dictionary<ConditionReason, long> _happened = [];
    private long? _captureFaulted;
    private TaskCompletionSource _answering = NewSignal();
    private (DeliveryState State, ConditionReason Reason) _delivery = (DeliveryState.Starting, ConditionReason.None);
    private volatile DirectoryCondition _directory = DirectoryCondition.Unknown;
    private volatile bool _isClockSkewed;
    private volatile bool _isStopping;
    private volatile bool _cannotStart;

    /// <summary>Gets how delivery is doing, and what is wrong with it.</summary>
    public (DeliveryState State, ConditionReason Reason) Delivery
    {
        get
        {
            lock (_lock)
            {
                return _delivery;
            }
        }
    }

    /// <summary>Gets or sets what is known of the users whom a directory lists.</summary>
    public DirectoryCondition Directory
    {
        get => _directory;
        set => _directory = value;
    }

    /// <summary>Gets or sets whether the host's clock is far from the endpoint's.</summary>
    public bool IsClockSkewed
    {
        get => _isClockSkewed;
        set => _isClockSkewed = value;
    }

    /// <summary>Gets or sets whether the host stops.</summary>
    public bool IsStopping
    {
        get => _isStopping;
        set => _isStopping = value;
    }

    /// <summary>Gets whether what tracking needs could not be put together.</summary>
    public bool CannotStart => _cannotStart;

    /// <summary>Completes when the endpoint answers delivery, whatever it says: neither before the first answer nor while nobody is there.</summary>
    public Task WhenAnsweringAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _answering.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Puts together what tracking needs, and notes whether it could be.</summary>
    public T Making<T>(Func<T> make)
    {
        var isMade = false;
        try
        {
            var made = make();
            isMade = true;
            return made;
        }
        finally
        {
            _cannotStart = !isMade;
        }
    }

    /// <summary>Notes how delivery is doing.</summary>
    public void Delivers(DeliveryState state, ConditionReason reason)
    {
        lock (_lock)
        {
            _delivery = (state, reason);
            if (state != DeliveryState.Waiting)
            {
                _answering.TrySetResult();
            }
            else if (_answering.Task.IsCompleted)
            {
                _answering = NewSignal();
            }
        }
    }

    /// <summary>Notes what was not recorded.</summary>
    public void Refused(RefusalReason reason, long count)
    {
        lock (_lock)
        {
            _refused[reason] = _refused.GetValueOrDefault(reason) + count;
            _happened[ConditionOf(reason)] = timeProvider.GetTimestamp();
        }
    }

    /// <summary>Notes that changes were seen and not recorded.</summary>
    public void CaptureSkipped(RefusalReason reason)
    {
        lock (_lock)
        {
            _happened[ConditionOf(reason)] = timeProvider.GetTimestamp();
        }
    }

    /// <summary>Notes that capture met a fault of its own.</summary>
    public void CaptureFaulted()
    {
        lock (_lock)
        {
            _captureFaulted = timeProvider.GetTimestamp();
        }
    }

    /// <summary>Gets whether capture met a fault of its own within the last hour.</summary>
    public bool CaptureFaultedLately
    {
        get
        {
            lock (_lock)
            {
                return _captureFaulted is { } when && timeProvider.GetElapsedTime(when) < Recent;
            }
        }
    }

    /// <summary>Notes what was given up.</summary>
    public void Dropped(DropReason reason)
    {
        if (OnPurpose.Contains(reason))
        {
            return;
        }
        lock (_lock)
        {
            var happened = reason == DropReason.Damaged ? ConditionReason.Damaged : ConditionReason.Dropped;
            _happened[happened] = timeProvider.GetTimestamp();
        }
    }

    /// <summary>Gets how many were not recorded since the process began, by reason.</summary>
    public IReadOnlyList<(RefusalReason Reason, long Count)> RefusedSoFar()
    {
        lock (_lock)
        {
            return [.. _refused.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value))];
        }
    }

    /// <summary>Says whether something happened within the last hour.</summary>
    public bool HappenedLately(ConditionReason reason)
    {
        lock (_lock)
        {
            return _happened.TryGetValue(reason, out var when) && timeProvider.GetElapsedTime(when) < Recent;
        }
    }

    // After a stop nothing is wrong.
    private static ConditionReason ConditionOf(RefusalReason reason) =>
        reason switch
        {
            RefusalReason.BufferFull or RefusalReason.DiskFull => ConditionReason.BufferFull,
            RefusalReason.StorageFault or RefusalReason.StorageTimeout => ConditionReason.StorageFault,
            RefusalReason.KeyUnavailable => ConditionReason.KeyUnavailable,
            RefusalReason.OutboxMissing => ConditionReason.OutboxMissing,
            _ => ConditionReason.None,
        };

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
