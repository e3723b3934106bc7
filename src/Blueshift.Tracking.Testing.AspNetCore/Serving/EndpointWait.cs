using Blueshift.Tracking.Testing.AspNetCore.Scripting;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Waits on behalf of a test, and fails it early with what makes waiting vain.</summary>
internal sealed class EndpointWait(ScriptedEndpoint endpoint, TimeSpan timeout, bool throwsViolations)
{
    private readonly Lock _lock = new();
    private readonly HashSet<int> _thrown = [];
    private volatile bool _hasThrown;

    /// <exception cref="TimeoutException">It did not become true in time.</exception>
    /// <exception cref="ContractViolationException">A client broke the contract.</exception>
    /// <exception cref="InvalidOperationException">What the test gave the endpoint to run threw.</exception>
    public async Task UntilAsync(Func<bool> condition, Func<string> missing, CancellationToken cancellationToken)
    {
        using var clock = new CancellationTokenSource(timeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        if (!await IsInTimeAsync().ConfigureAwait(false))
        {
            throw new TimeoutException(EndpointSummary.Of(missing(), timeout, endpoint));
        }
        ThrowTrouble();

        async Task<bool> IsInTimeAsync()
        {
            try
            {
                await endpoint.UntilAsync(_ => HasTrouble() || condition(), either.Token).ConfigureAwait(false);
                return true;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    /// <summary>Throws what went wrong, unless a wait has thrown already: what comes after that is no news, and would hide it.</summary>
    public void ThrowAtEnd()
    {
        if (!_hasThrown && !endpoint.Violations.HasThrown)
        {
            ThrowTrouble();
        }
    }

    private void ThrowTrouble()
    {
        if (TakeFailure() is { } failed)
        {
            _hasThrown = true;
            throw new InvalidOperationException(
                $"What the test gave the endpoint to run threw while it answered. {failed}",
                failed.Failure!.InnerException
            );
        }
        if (throwsViolations)
        {
            endpoint.Violations.ThrowNew();
        }
    }

    private bool HasTrouble() =>
        (throwsViolations && endpoint.Violations.HasNew) || endpoint.Requests.Any(IsNewFailure);

    private bool IsNewFailure(ReceivedRequest request)
    {
        lock (_lock)
        {
            return request.Failure is TestCodeException && !_thrown.Contains(request.Number);
        }
    }

    private ReceivedRequest? TakeFailure()
    {
        lock (_lock)
        {
            var failed = endpoint.Requests.FirstOrDefault(request =>
                request.Failure is TestCodeException && !_thrown.Contains(request.Number)
            );
            return failed is not null && _thrown.Add(failed.Number) ? failed : null;
        }
    }
}
