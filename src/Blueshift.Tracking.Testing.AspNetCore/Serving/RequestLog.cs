using Microsoft.AspNetCore.Http;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Keeps every request in the order in which they began.</summary>
internal sealed class RequestLog(TimeProvider timeProvider, ChangeSignal signal)
{
    private readonly Lock _lock = new();
    private readonly List<ReceivedRequest> _requests = [];

    public IReadOnlyList<ReceivedRequest> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    public ReceivedRequest Begin(HttpContext context)
    {
        var request = context.Request;
        ReceivedRequest recorded;
        lock (_lock)
        {
            recorded = new ReceivedRequest(signal)
            {
                Number = _requests.Count + 1,
                Time = timeProvider.GetUtcNow(),
                Method = request.Method,
                Path = $"{request.Path}{request.QueryString}",
                Protocol = request.Protocol,
                ConnectionId = context.Connection.Id,
                Headers = request.Headers.ToDictionary(
                    header => header.Key,
                    header => header.Value.ToString(),
                    StringComparer.OrdinalIgnoreCase
                ),
            };
            _requests.Add(recorded);
        }
        return recorded;
    }
}
