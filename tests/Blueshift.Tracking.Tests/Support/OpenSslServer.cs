using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is OpenSSL's own server on loopback, which serves with keys, signatures and protocols that .NET refuses to serve with.</summary>
internal sealed class OpenSslServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TemporaryFile _certificate;
    private readonly TemporaryFile _key;
    private readonly StringBuilder _output = new();
    private readonly Task _reading;
    private readonly TaskCompletionSource _sentRequest = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isStopped;

    private OpenSslServer(Process process, TemporaryFile certificate, TemporaryFile key, int port)
    {
        _process = process;
        _certificate = certificate;
        _key = key;
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{port}/"));
        _reading = ReadAsync();
    }

    public Uri Address { get; }

    /// <summary>Completes when it was sent a request.</summary>
    public Task SentRequest => _sentRequest.Task;

    /// <summary>Gets what it wrote: what it was sent inside of TLS, between its own remarks.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts it, or skips the test with a plain message where there is none.</summary>
    /// <param name="certificate">What it presents, with its private key.</param>
    /// <param name="arguments">What else it is told; security level 0 lets everything through.</param>
    public static async Task<OpenSslServer> StartAsync(X509Certificate2 certificate, params string[] arguments)
    {
        using var rsa = certificate.GetRSAPrivateKey();
        using var elliptic = certificate.GetECDsaPrivateKey();
        var certificateFile = new TemporaryFile(certificate.ExportCertificatePem());
        var keyFile = new TemporaryFile(((AsymmetricAlgorithm?)rsa ?? elliptic!).ExportPkcs8PrivateKeyPem());
        var start = new ProcessStartInfo("openssl")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (
            var argument in (string[])
                [
                    .. "s_server -accept 127.0.0.1:0 -cert".Split(' '),
                    certificateFile.Path,
                    "-key",
                    keyFile.Path,
                    .. arguments,
                ]
        )
        {
            start.ArgumentList.Add(argument);
        }
        if (!IsThere())
        {
            Assert.Inconclusive("openssl is not on this machine; it serves what .NET refuses to serve.");
        }
        var process = Process.Start(start)!;
        return new OpenSslServer(process, certificateFile, keyFile, await PortAsync(process));
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isStopped, 1) == 1)
        {
            return;
        }
        _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
        _certificate.Dispose();
        _key.Dispose();
    }

    private static bool IsThere() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "openssl")));

    // It names the port that the system chose, in a line of its own.
    private static async Task<int> PortAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var match = Regex.Match(
                line,
                @"^ACCEPT .*:(?<port>[0-9]+)$",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            );
            if (match.Success)
            {
                return int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture);
            }
        }
        throw new AssertFailedException("openssl did not start: " + await process.StandardError.ReadToEndAsync());
    }

    private async Task ReadAsync()
    {
        var buffer = new char[4096];
        int read;
        while ((read = await _process.StandardOutput.ReadAsync(buffer)) > 0)
        {
            lock (_output)
            {
                _output.Append(buffer, 0, read);
            }
            if (Output.Contains("POST", StringComparison.Ordinal))
            {
                _sentRequest.TrySetResult();
            }
        }
    }
}
