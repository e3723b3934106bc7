using System.Diagnostics.CodeAnalysis;
using Polly;
using Polly.Retry;

namespace Blueshift.Tracking.Transport;

/// <summary>Builds both resilience pipelines; nothing else in the library retries or times out a request.</summary>
internal static class ResiliencePipelines
{
    /// <summary>
    /// Builds the pipeline inside the HttpClient: one deadline over the whole exchange, and one retry at once when a pooled
    /// connection broke before any answer, which is no sign of the endpoint's health. No circuit breaker, no other retry:
    /// there is one schedule, the loop's.
    /// </summary>
    public static ResiliencePipeline<HttpResponseMessage> Exchange(
        TimeSpan requestTimeout,
        TimeProvider timeProvider
    ) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = timeProvider }
            .AddTimeout(requestTimeout)
            .AddRetry(
                new RetryStrategyOptions<HttpResponseMessage>
                {
                    MaxRetryAttempts = 1,
                    Delay = TimeSpan.Zero,
                    ShouldHandle = arguments =>
                        ValueTask.FromResult(arguments.Outcome.Exception is StaleConnectionException),
                }
            )
            .Build();

    /// <summary>
    /// Builds the pipeline that carries out the loop's waits. It never ends by count: only a round that asks for no wait, or
    /// the token, ends it.
    /// </summary>
    /// <param name="wait">How long a round asks to wait.</param>
    /// <param name="timeProvider">The clock of the waits.</param>
    public static ResiliencePipeline<TRound> DeliveryWait<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TRound
    >(Func<TRound, TimeSpan?> wait, TimeProvider timeProvider) =>
        new ResiliencePipelineBuilder<TRound> { TimeProvider = timeProvider }
            .AddRetry(
                new RetryStrategyOptions<TRound>
                {
                    MaxRetryAttempts = int.MaxValue,
                    MaxDelay = null,
                    ShouldHandle = arguments =>
                        ValueTask.FromResult(arguments.Outcome.Result is { } round && wait(round) is not null),
                    DelayGenerator = arguments => ValueTask.FromResult(wait(arguments.Outcome.Result!)),
                }
            )
            .Build();
}
