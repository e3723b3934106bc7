using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Demo.Processes;

/// <summary>Is the central endpoint as a process, with a data folder of its own, that can be switched off and on.</summary>
/// <param name="dataFolder">Where it keeps what it keeps.</param>
/// <param name="ingestPort">Where clients post to.</param>
/// <param name="pagesPort">Where its pages are.</param>
/// <param name="database">The connection string of a PostgreSQL database; without it there is an SQLite file.</param>
internal sealed class EndpointProcess(string dataFolder, int ingestPort, int pagesPort, string? database = null)
    : IDisposable
{
    // By the environment, since a connection string may hold a password.
    private readonly Dictionary<string, string> _environment = new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["CentralEndpoint__PostgreSql"] = database ?? "",
    };

    private readonly List<DemoAccount> _accounts = [];
    private IEnumerable<string> _shared = [];
    private ChildProcess? _process;

    /// <summary>Gets the port that it listens on for what is posted.</summary>
    public int IngestPort { get; } = ingestPort;

    /// <summary>Gets where clients post to; another address than its own where a balancer is in front of it.</summary>
    public Uri Ingest { get; init; } = new($"https://localhost:{ingestPort}");

    public bool IsRunning => _process is { IsRunning: true };

    public Uri Pages { get; } = new($"http://localhost:{pagesPort}");

    public string RootFile { get; } = Path.Combine(dataFolder, "root.pem");

    // Certificate and key in one.
    private string ServerFile { get; } = Path.Combine(dataFolder, "server.pem");

    /// <summary>
    /// Makes another one over the same database, which uses the master key and the certificate that this one makes at its first start.
    /// </summary>
    public EndpointProcess Another(string anotherFolder, int anotherIngestPort, int anotherPagesPort) =>
        new(anotherFolder, anotherIngestPort, anotherPagesPort, database)
        {
            Ingest = Ingest,
            _shared =
            [
                $"--CentralEndpoint:MasterKeyFile={Path.Combine(dataFolder, "master.key")}",
                $"--CentralEndpoint:CertificateFile={ServerFile}",
                $"--CentralEndpoint:CertificateKeyFile={ServerFile}",
            ],
        };

    /// <summary>Starts it and waits until it listens.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _process = ChildProcess.Start("CentralEndpoint", Settings(), _environment);
        await _process.WaitForLineAsync("^Pages: ", cancellationToken);
        _accounts.Clear();
        _accounts.AddRange(
            _process
                .Lines.Select(static line => line.Split(' '))
                .Where(static words => words is ["Account:", _, _])
                .Select(static words => new DemoAccount(words[1], words[2]))
        );
    }

    /// <summary>Gets who can sign in to its pages, as it said at its start.</summary>
    public IReadOnlyList<DemoAccount> Accounts => _accounts;

    /// <summary>Signs in to its pages.</summary>
    /// <returns>What asks for them; it is the caller's to end.</returns>
    public async Task<HttpClient> SignInAsync(string account, CancellationToken cancellationToken)
    {
        var http = new HttpClient { BaseAddress = Pages };
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["account"] = account,
                ["password"] = _accounts.Single(one => one.Name == account).Password,
                // Answers to whoever is signed in, and shortly.
                ["returnUrl"] = "/health",
            }
        );
        using var answer = await http.PostAsync(new Uri("/sign-in", UriKind.Relative), form, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return http;
    }

    /// <summary>Ends it at once.</summary>
    public void SwitchOff()
    {
        _process?.Dispose();
        _process = null;
    }

    /// <summary>Registers a client instance, as an operator does.</summary>
    /// <returns>The environment lines that the operator hands to the client's administrator.</returns>
    public async Task<Dictionary<string, string>> AddInstanceAsync(
        string id,
        string client,
        int seats,
        CancellationToken cancellationToken
    )
    {
        string[] command =
        [
            "instances",
            "add",
            id,
            "--client",
            client,
            "--kind",
            "production",
            "--zone",
            "Europe/Zurich",
            "--seats",
            seats.ToString(CultureInfo.InvariantCulture),
        ];
        using var process = ChildProcess.Start("CentralEndpoint", Settings().Concat(command), _environment);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
        {
            throw new DemoFaultException($"instances add failed: {string.Join('\n', process.Lines)}");
        }
        return process
            .Lines.Where(line => line.StartsWith("UserActivityTracking__", StringComparison.Ordinal))
            .Select(line => line.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
    }

    /// <summary>Starts another program over the same data, with the settings of this one.</summary>
    public ChildProcess StartBeside(string program) =>
        ChildProcess.Start(program, Settings().Append($"--root={RootFile}"), _environment);

    /// <summary>Connects as a client does and tells which version of TLS came of it.</summary>
    public async Task<string> ReadTlsVersionAsync(CancellationToken cancellationToken)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(Ingest.Host, Ingest.Port, cancellationToken);
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(RootFile);
        await using var tls = new SslStream(tcp.GetStream());
        var options = new SslClientAuthenticationOptions { TargetHost = Ingest.Host, CertificateChainPolicy = policy };
        await tls.AuthenticateAsClientAsync(options, cancellationToken);
        return tls.SslProtocol == SslProtocols.Tls13 ? "TLS 1.3" : tls.SslProtocol.ToString();
    }

    public void Dispose() => SwitchOff();

    private IEnumerable<string> Settings() =>
        [
            $"--CentralEndpoint:DataFolder={dataFolder}",
            $"--CentralEndpoint:IngestPort={IngestPort}",
            $"--CentralEndpoint:PagesPort={pagesPort}",
            $"--CentralEndpoint:PublicAddress={Ingest.GetLeftPart(UriPartial.Authority)}",
            .. _shared,
        ];
}
