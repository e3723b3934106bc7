using System.Runtime.InteropServices;
using Demo;
using Demo.Processes;
using Demo.Telling;

if (args.Except(["--check", "--postgres"], StringComparer.Ordinal).Any() || args.Distinct().Count() < args.Length)
{
    Console.Error.WriteLine("Usage: dotnet run --project samples/Demo [-- [--check] [--postgres]]");
    return args is ["--help"] ? 0 : 2;
}
var isCheck = args.Contains("--check", StringComparer.Ordinal);
var usesPostgres = args.Contains("--postgres", StringComparer.Ordinal);
var (endpoints, processes) = usesPostgres
    ? ("two central endpoints over one PostgreSQL database", "a database server and five processes")
    : ("one central endpoint", "three processes");
var about = $"Blueshift.Tracking demo: {endpoints} and two client instances on this machine.";

using var end = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, End);
if (isCheck)
{
    // A run that hangs is a run that failed.
    end.CancelAfter(TimeSpan.FromMinutes(2));
}

var narrator = new Narrator(Console.Out);
narrator.Say(isCheck ? about : about + " Ctrl+C ends it.");
narrator.Say("");
try
{
    await using var stage = new Stage(usesPostgres);
    narrator.Announce($"Starting {processes} ...");
    await narrator.WhileAsync($"starting {processes}", () => stage.StartAsync(end.Token));
    await ShowAddressesAsync(stage);
    using var story = new DemoStory(stage, narrator, end.Token);
    var outcome = await story.RunAsync();
    narrator.Say("");
    narrator.Say(outcome.ToLine());
    if (isCheck)
    {
        narrator.Say(outcome.ToJson());
        return outcome.IsAsExpected ? 0 : 1;
    }
    narrator.Say("");
    narrator.Say("  Everything stays up for looking. Ctrl+C ends it and removes what it made.");
    await Task.Delay(Timeout.Infinite, end.Token).ContinueWith(_ => { }, TaskScheduler.Default);
    return outcome.IsAsExpected ? 0 : 1;
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

async Task ShowAddressesAsync(Stage stage)
{
    var (first, second) = (stage.Endpoints.First, stage.Endpoints.Second);
    var tls = await first.ReadTlsVersionAsync(end.Token);
    narrator.Say($"  Open      {Show(first.Pages)}{(second is null ? "central endpoint" : "endpoint 1")}, reports");
    if (second is not null)
    {
        narrator.Say($"            {Show(second.Pages)}endpoint 2, the same");
    }
    narrator.Say($"            {Show(stage.Acme.Address)}acme-prod, sign in as admin, password {stage.AdminPassword}");
    foreach (var (number, node) in stage.Globex.Index())
    {
        var which = stage.Globex.Count == 1 ? "" : $" node {number + 1}";
        narrator.Say($"            {Show(node.Address)}globex-prod{which}, the same");
    }
    narrator.Say($"  Ingest    {Show(first.Ingest)}{tls}, certificate made at start");
    if (second is not null)
    {
        narrator.Say(
            $"            balanced between endpoint 1 (port {first.IngestPort}) and 2 (port {second.IngestPort})"
        );
    }
    narrator.Say("");
}

static string Show(Uri address) => address.GetLeftPart(UriPartial.Authority).PadRight(26);
