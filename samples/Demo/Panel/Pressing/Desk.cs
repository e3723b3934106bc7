namespace Demo.Panel.Pressing;

/// <summary>
/// Decides what a press does: nothing while the story is told, nothing where something else is being done to the same target. What is
/// begun goes on by itself, and the log says what came of it.
/// </summary>
internal sealed class Desk(PanelLog log, CancellationToken cancellationToken)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Button> _underWay = new(StringComparer.Ordinal);
    private Task _last = Task.CompletedTask;

    /// <summary>Gets whether the story is over.</summary>
    public bool IsOpen { get; private set; }

    public void Open() => IsOpen = true;

    /// <summary>Gets what is being done to a target.</summary>
    public string? UnderWay(string target)
    {
        lock (_lock)
        {
            return _underWay.GetValueOrDefault(target)?.Label;
        }
    }

    /// <returns>Whether it was begun; otherwise the log says why not.</returns>
    public bool Press(Button button)
    {
        if (!IsOpen)
        {
            log.Add(button.Target, $"“{button.Label}” has to wait: the story is still being told.");
            return false;
        }
        lock (_lock)
        {
            if (_underWay.TryGetValue(button.Target, out var other))
            {
                log.Add(button.Target, $"“{button.Label}” has to wait: “{other.Label}” is under way.");
                return false;
            }
            if (!button.IsOffered())
            {
                log.Add(button.Target, $"“{button.Label}” would change nothing now.");
                return false;
            }
            _underWay.Add(button.Target, button);
            _last = Task.WhenAll(_last, ActAsync(button));
        }
        return true;
    }

    /// <summary>Waits until everything that was begun has come to its end.</summary>
    public Task WhenIdleAsync()
    {
        lock (_lock)
        {
            return _last;
        }
    }

    private async Task ActAsync(Button button)
    {
        await Task.Yield();
        try
        {
            log.Add(button.Target, await button.ActAsync(cancellationToken));
        }
        catch (Exception fault)
            when (fault
                    is DemoFaultException
                        or HttpRequestException
                        or IOException
                        or InvalidOperationException
                        or OperationCanceledException
            )
        {
            log.Add(button.Target, $"“{button.Label}” came to no end. {fault.Message.Split('\n')[0]}");
        }
        finally
        {
            lock (_lock)
            {
                _underWay.Remove(button.Target);
            }
        }
    }
}
