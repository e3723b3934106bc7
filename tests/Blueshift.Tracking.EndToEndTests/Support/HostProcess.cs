using System.Diagnostics;
using System.Text.Json;

namespace Blueshift.Tracking.EndToEndTests.Support;

/// <summary>
/// Is one run of a whole host as a process of its own, Blueshift.Tracking.PrivacyTarget, with folders of its own in every place where a
/// program may leave something.
/// </summary>
internal sealed class HostProcess : IDisposable
{
    private const string Program = "Blueshift.Tracking.PrivacyTarget";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly DateTime Long = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    // Where a program keeps something by custom.
    private static readonly string[] Places =
    [
        "HOME",
        "TMPDIR",
        "STATE_DIRECTORY",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
    ];

    private readonly string _root = Directory.CreateTempSubdirectory("blueshift-host-").FullName;

    public HostProcess()
    {
        foreach (var place in Places.Append("work"))
        {
            Directory.SetLastWriteTimeUtc(Directory.CreateDirectory(PathOf(place)).FullName, Long);
        }
    }

    /// <summary>Gets everything that it wrote, to both of its outputs.</summary>
    public string Output { get; private set; } = "";

    /// <summary>Gets how it was called: its arguments and its environment, as the system shows them.</summary>
    public string Called { get; private set; } = "";

    public int ExitCode { get; private set; }

    /// <summary>Gets what it said of itself at the end.</summary>
    public JsonElement Footprint => JsonDocument.Parse(Output.Trim().Split('\n')[^1]).RootElement;

    /// <summary>Gets every place in which a file was made, whether it is still there or not.</summary>
    public IReadOnlyList<string> Touched =>
        [
            .. Places
                .Append("work")
                .Where(place =>
                    Directory.EnumerateFileSystemEntries(PathOf(place)).Any()
                    || Directory.GetLastWriteTimeUtc(PathOf(place)) != Long
                ),
        ];

    public async Task RunAsync(IReadOnlyDictionary<string, string> settings, IEnumerable<TrackedUser> people)
    {
        using var process = Process.Start(StartInfo(settings))!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        Called = CalledOf(process);
        foreach (var user in people)
        {
            await process.StandardInput.WriteLineAsync($"{user.Key}\t{user.FirstName}\t{user.LastName}\t{user.Email}");
        }
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Patience);
        ExitCode = process.ExitCode;
        Output = await errors + await output;
    }

    /// <summary>Gets a place where it may leave something.</summary>
    public string PathOf(string place) => Path.Combine(_root, place);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private ProcessStartInfo StartInfo(IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo("dotnet", [PathOfProgram()])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = PathOf("work"),
        };
        foreach (var place in Places)
        {
            start.Environment[place] = PathOf(place);
        }
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }
        // The runtime's own door for debuggers is a socket.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return start;
    }

    private static string CalledOf(Process process) =>
        OperatingSystem.IsLinux()
            ? File.ReadAllText($"/proc/{process.Id}/cmdline") + File.ReadAllText($"/proc/{process.Id}/environ")
            : "";

    private static string PathOfProgram()
    {
        // tests/<this project>/bin/<configuration>/<framework>
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var tests = output.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(tests, Program, "bin", output.Parent.Name, output.Name, $"{Program}.dll");
    }
}
