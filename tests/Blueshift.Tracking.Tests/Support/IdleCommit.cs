namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a commit that does nothing, for a test of who waits for one.</summary>
internal sealed class IdleCommit : IThreadPoolWorkItem
{
    public void Execute()
    {
        // Nobody is answered.
    }
}
