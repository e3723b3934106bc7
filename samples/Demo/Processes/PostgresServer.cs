using System.Diagnostics;

namespace Demo.Processes;

/// <summary>
/// Is a PostgreSQL server of one's own, from the machine's binaries: its files and its socket lie in a temporary folder, it listens on
/// no port, and it runs as an ordinary user, since PostgreSQL refuses to run as root.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>Is the role of the endpoint: it owns its database and nothing else.</summary>
    public const string EndpointRole = "endpoint";

    /// <summary>Is the role of a client instance, which likewise owns its database.</summary>
    public const string TenantRole = "tenant";

    private const string Owner = "owner";
    private const int StartAttempts = 300;

    // Where Debian and its descendants keep what is not on the path.
    private const string DebianFolder = "/usr/lib/postgresql";

    private static readonly string[] Programs = ["initdb", "postgres", "pg_ctl", "pg_isready", "psql"];
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(100);

    private readonly string _binaries;
    private readonly string _folder;
    private readonly Process _process;

    private PostgresServer(string binaries, string folder, Process process)
    {
        _binaries = binaries;
        _folder = folder;
        _process = process;
    }

    /// <summary>Finds the folder of PostgreSQL's programs.</summary>
    /// <returns><see langword="null"/> where the machine has none.</returns>
    public static string? FindBinaries()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var versions = Directory.Exists(DebianFolder) ? Directory.GetDirectories(DebianFolder) : [];
        return versions
            .OrderDescending(StringComparer.Ordinal)
            .Select(version => Path.Combine(version, "bin"))
            .Concat(folders)
            .FirstOrDefault(folder => Programs.All(program => File.Exists(Path.Combine(folder, program))));
    }

    /// <summary>Makes a server and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">It does not start; the message has its last words.</exception>
    public static async Task<PostgresServer> StartAsync(string binaries)
    {
        var folder = Directory.CreateTempSubdirectory("blueshift-pg-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", ["nobody", folder]);
        }

        string[] init = ["-D", $"{folder}/data", "-U", Owner, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"];
        await RunAsUserAsync(binaries, "initdb", init);
        string[] serve =
        [
            "-D",
            $"{folder}/data",
            "-k",
            folder,
            "-c",
            "listen_addresses=",
            "-c",
            "logging_collector=on",
        ];
        var server = new PostgresServer(binaries, folder, Process.Start(AsUser(binaries, "postgres", serve))!);
        try
        {
            await server.WaitAsync();
            await server.ExecuteAsync($"CREATE ROLE {EndpointRole} LOGIN; CREATE ROLE {TenantRole} LOGIN");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a database that belongs to a role.</summary>
    /// <param name="name">Lower-case letters, digits and underscores.</param>
    /// <param name="role">The role.</param>
    public Task CreateDatabaseAsync(string name, string role = EndpointRole) =>
        ExecuteAsync($"CREATE DATABASE {name} OWNER {role}");

    /// <summary>Gets how a role connects to a database.</summary>
    public string Connection(string database, string role = EndpointRole) =>
        $"Host={_folder};Username={role};Database={database}";

    /// <summary>Gets how the server's owner does, whom no policy binds.</summary>
    public string OwnerConnection(string database) => $"Host={_folder};Username={Owner};Database={database}";

    public async ValueTask DisposeAsync()
    {
        await RunAsUserAsync(_binaries, "pg_ctl", ["stop", "-D", $"{_folder}/data", "-m", "immediate", "-w"]);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Task ExecuteAsync(string statement) =>
        RunAsync(
            Path.Combine(_binaries, "psql"),
            ["-h", _folder, "-U", Owner, "-d", "postgres", "-q", "-c", statement]
        );

    private async Task WaitAsync()
    {
        for (var attempt = 0; !await IsReadyAsync(); attempt++)
        {
            if (attempt == StartAttempts || _process.HasExited)
            {
                throw new InvalidOperationException("The PostgreSQL server did not start.");
            }

            await Task.Delay(BetweenAttempts);
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        using var process = Process.Start(
            Quiet(new ProcessStartInfo(Path.Combine(_binaries, "pg_isready"), ["-h", _folder, "-q"]))
        )!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }

    private static ProcessStartInfo AsUser(string binaries, string program, IEnumerable<string> args)
    {
        var path = Path.Combine(binaries, program);
        return Quiet(
            Environment.IsPrivilegedProcess
                ? new ProcessStartInfo(
                    "setpriv",
                    ["--reuid=nobody", "--regid=nogroup", "--clear-groups", "--", path, .. args]
                )
                : new ProcessStartInfo(path, args)
        );
    }

    private static Task RunAsUserAsync(string binaries, string program, IEnumerable<string> args) =>
        RunAsync(AsUser(binaries, program, args));

    private static Task RunAsync(string program, IEnumerable<string> args) =>
        RunAsync(Quiet(new ProcessStartInfo(program, args)));

    private static async Task RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var words = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Path.GetFileName(start.FileName)} failed: {await words}");
        }
    }

    // A folder that the ordinary user may be in.
    private static ProcessStartInfo Quiet(ProcessStartInfo start)
    {
        start.WorkingDirectory = Path.GetTempPath();
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.UseShellExecute = false;
        return start;
    }
}
