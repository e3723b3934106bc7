namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a commit that does nothing but count how often it was begun.</summary>
internal sealed class CountedCommit : IThreadPoolWorkItem
{
    private readonly SemaphoreSlim _begun = new(0);

    public int Count => _begun.CurrentCount;

    public void Execute() => _begun.Release();

    public async Task NextAsync() => Assert.IsTrue(await _begun.WaitAsync(TimeSpan.FromSeconds(60)));
}
