using System.Text.Json;

namespace Demo.Panel.Counting;

/// <summary>Asks a process that may be off at any moment.</summary>
internal static class Answer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>The answer; <see langword="null"/> where there was none in time.</returns>
    public static async Task<T?> OfAsync<T>(
        Func<CancellationToken, Task<T>> askAsync,
        CancellationToken cancellationToken
    )
        where T : class
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        try
        {
            return await askAsync(timeout.Token);
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or IOException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
