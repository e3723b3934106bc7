using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.Testing.AspNetCore.Scripting;

/// <summary>Ends the serving of a request in which code that the test gave the endpoint threw, as against what a network does.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It exists only with its cause.")]
[SuppressMessage("Design", "CA1064", Justification = "It is caught within the project.")]
internal sealed class TestCodeException(Exception cause) : Exception("What the test gave the endpoint threw.", cause)
{
    /// <summary>Runs code of the test.</summary>
    /// <exception cref="TestCodeException">It threw.</exception>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever it throws is the test's.")]
    public static T Guard<T>(Func<T> code)
    {
        try
        {
            return code();
        }
        catch (Exception fault)
        {
            throw new TestCodeException(fault);
        }
    }

    /// <summary>Waits for a task of the test, or until the client has left.</summary>
    /// <exception cref="TestCodeException">The task failed or was cancelled.</exception>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever it throws is the test's.")]
    public static async Task GuardAsync(Task task, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (task.IsFaulted || task.IsCanceled)
        {
            throw new TestCodeException(fault);
        }
    }
}
