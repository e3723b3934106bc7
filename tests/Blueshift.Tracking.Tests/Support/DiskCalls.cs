using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Numbers the calls of a disk and says of each whether it hangs, fails or ends in a loss of power.</summary>
internal sealed class DiskCalls
{
    private readonly Lock gate = new();
    private readonly List<(Func<DiskCall, bool> Matches, StorageFault Fault)> faults = [];

    public HangingCalls Hanging { get; } = new();

    public int Operations { get; private set; }

    public int Reads { get; private set; }

    public bool IsOff { get; private set; }

    public int CrashAt { get; set; } = int.MaxValue;

    public int CrashAfter { get; set; } = int.MaxValue;

    public void Fail(Func<DiskCall, bool> matches, StorageFault fault) => Change(() => faults.Add((matches, fault)));

    public void FailNoMore() => Change(faults.Clear);

    public void TurnOff()
    {
        Change(() => IsOff = true);
        Hanging.Resume();
    }

    /// <summary>Looks at the disk from outside: no call of it.</summary>
    public T Look<T>(Func<T> look)
    {
        lock (gate)
        {
            return look();
        }
    }

    /// <summary>Changes the disk from outside: no call of it.</summary>
    public void Change(Action change)
    {
        lock (gate)
        {
            change();
        }
    }

    /// <summary>Carries out a call that only reads.</summary>
    public T Read<T>(string name, string path, Func<T> act)
    {
        var call = Enter(name, path, isOperation: false);
        lock (gate)
        {
            ThrowIfOff();
            return FaultOf(call) is { } fault ? throw new StorageFaultException(fault) : act();
        }
    }

    /// <summary>Carries out a call that changes or flushes something.</summary>
    /// <param name="name">The method.</param>
    /// <param name="path">What it is about.</param>
    /// <param name="act">What it does.</param>
    /// <param name="onFault">What it does before it fails; by default nothing.</param>
    /// <param name="onCrash">What it does before power is lost in the middle of it; by default the same as without.</param>
    public T Operate<T>(string name, string path, Func<T> act, Action? onFault = null, Action? onCrash = null)
    {
        var call = Enter(name, path, isOperation: true);
        lock (gate)
        {
            ThrowIfOff();
            if (call.Operation == CrashAt)
            {
                IsOff = true;
                Try(onCrash ?? (() => act()));
                throw new StorageFaultException(StorageFault.Io);
            }
            if (FaultOf(call) is { } fault)
            {
                Try(onFault ?? (() => { }));
                throw new StorageFaultException(fault);
            }
            IsOff = call.Operation == CrashAfter;
            return act();
        }
    }

    public void Operate(string name, string path, Action act, Action? onFault = null, Action? onCrash = null) =>
        Operate(
            name,
            path,
            () =>
            {
                act();
                return true;
            },
            onFault,
            onCrash
        );

    private static void Try(Action act)
    {
        try
        {
            act();
        }
        catch (StorageFaultException)
        {
            // The call fails anyway.
        }
    }

    private DiskCall Enter(string name, string path, bool isOperation)
    {
        DiskCall call;
        lock (gate)
        {
            ThrowIfOff();
            (Operations, Reads) = isOperation ? (Operations + 1, Reads) : (Operations, Reads + 1);
            call = new DiskCall(isOperation ? Operations : 0, name, path);
        }
        Hanging.Pass(call);
        return call;
    }

    private StorageFault? FaultOf(DiskCall call)
    {
        foreach (var (matches, fault) in faults)
        {
            if (matches(call))
            {
                return fault;
            }
        }
        return null;
    }

    private void ThrowIfOff()
    {
        if (IsOff)
        {
            throw new StorageFaultException(StorageFault.Io);
        }
    }
}
