using System.Runtime.InteropServices;
using Demo;
using Demo.Telling;

if (DemoArguments.Read(args) is not { } arguments)
{
    Console.Error.WriteLine(DemoArguments.Usage);
    return args is ["--help"] ? 0 : 2;
}

using var end = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, End);
if (arguments.IsCheck)
{
    // A run that hangs is a run that failed.
    end.CancelAfter(TimeSpan.FromMinutes(2));
}

try
{
    return await new DemoRun(arguments, new Narrator(Console.Out), end.Token).RunAsync();
}
catch (OperationCanceledException) when (end.IsCancellationRequested)
{
    Console.Error.WriteLine("The demo was ended before its end.");
    return 1;
}
catch (Exception fault)
    when (fault is DemoFaultException or HttpRequestException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"The demo cannot go on: {fault.Message}");
    return 1;
}

void End(PosixSignalContext signal)
{
    signal.Cancel = true;
    end.Cancel();
}
