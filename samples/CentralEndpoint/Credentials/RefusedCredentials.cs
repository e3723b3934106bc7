using System.Collections.Concurrent;

namespace CentralEndpoint.Credentials;

/// <summary>
/// Tells the operator why credentials are refused, which their senders are not told. Of the same reason and key there is a line a minute at
/// most, so that nobody can fill the log; only keys that are known here are named, so that nobody can write into it either.
/// </summary>
internal sealed class RefusedCredentials(TimeProvider clock, ILogger<RefusedCredentials> log)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(CredentialFault, string?), Told> _told = new();

    /// <param name="fault">What is wrong.</param>
    /// <param name="keyId">The key that the sender named, if it is known here.</param>
    public void Tell(CredentialFault fault, string? keyId)
    {
        var told = _told.GetOrAdd((fault, keyId ?? ""), static _ => new Told());
        if (told.CountSince(clock.GetUtcNow(), Quiet) is not { } count)
        {
            return;
        }

        // Of a known key somebody's client needs mending. Anything else the whole world may send.
        log.Log(
            keyId is null ? LogLevel.Information : LogLevel.Warning,
            "A credential was refused: {Reason}, key {KeyId} ({Count} since the last such line); {Explanation}",
            fault.ToWord(),
            keyId ?? "unknown",
            count,
            fault.Explain()
        );
    }

    private sealed class Told
    {
        private readonly Lock _lock = new();
        private DateTimeOffset? _last;
        private int _count;

        /// <summary>Counts one more; gives how many there are to be told, or none while it is too early.</summary>
        public int? CountSince(DateTimeOffset now, TimeSpan quiet)
        {
            lock (_lock)
            {
                _count++;
                if (_last is { } last && (now - last).Duration() < quiet)
                {
                    return null;
                }

                var count = _count;
                _last = now;
                _count = 0;
                return count;
            }
        }
    }
}
