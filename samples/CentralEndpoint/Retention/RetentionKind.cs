namespace CentralEndpoint.Retention;

/// <summary>One kind of data that is deleted by its age.</summary>
internal abstract class RetentionKind
{
    /// <summary>Gets the word for it in the audit, in the log and for the command.</summary>
    public required string Word { get; init; }

    /// <summary>Gets what is kept, in the words of the policy page.</summary>
    public required string What { get; init; }

    /// <summary>Gets for how long, in the words of the policy page.</summary>
    public required string HowLong { get; init; }

    /// <summary>Gets before when something must have ended to be due at a time.</summary>
    public required Func<DateTimeOffset, DateTimeOffset> Cutoff { get; init; }

    /// <summary>Counts what is due.</summary>
    public abstract Task<long> CountAsync(DateTimeOffset now);

    /// <summary>Deletes what is due, a part at a time, each durable before the next. Whoever runs it again goes on where it was.</summary>
    /// <param name="now">When.</param>
    /// <param name="deleted">Is told of each part how many there were.</param>
    /// <param name="cancellationToken">Ends it after a part.</param>
    /// <exception cref="EndpointFaultException">It must not go as it is; the message says why.</exception>
    public abstract Task PurgeAsync(DateTimeOffset now, Action<long> deleted, CancellationToken cancellationToken);
}
