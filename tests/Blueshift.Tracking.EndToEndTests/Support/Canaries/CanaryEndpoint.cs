using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CentralEndpoint;
using CentralEndpoint.Access;
using CentralEndpoint.Credentials;
using CentralEndpoint.Instances;
using Microsoft.Data.Sqlite;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>Is the sample's central endpoint in this process, with everything that it logs, answers and stores watched.</summary>
internal sealed class CanaryEndpoint : IAsyncDisposable
{
    private const string Instance = "acme-prod";

    private readonly string _folder = Directory.CreateTempSubdirectory("blueshift-canary-endpoint-").FullName;
    private readonly CanaryWatch _watch;
    private readonly WebApplication _app;
    private HttpClient? _client;
    private string _key = "";

    private CanaryEndpoint(CanaryWatch watch)
    {
        _watch = watch;
        _app = CentralEndpointApplication.Create(
            [
                .. Settings,
                "--CentralEndpoint:IngestPort=0",
                "--CentralEndpoint:PagesPort=0",
                "--environment=Development",
            ],
            builder => watch.AddTo(builder.Logging.ClearProviders())
        );
    }

    public Uri Ingest => ListenerAddresses.Of(_app).Ingest;

    public string RootFile => Path.Combine(_folder, "root.pem");

    /// <summary>Gets the key of the one instance.</summary>
    public string ApiKey => _key;

    /// <summary>Gets the settings that lead a command to the same data.</summary>
    public IReadOnlyList<string> Settings => [$"--CentralEndpoint:DataFolder={_folder}"];

    public static async Task<CanaryEndpoint> StartAsync(CanaryWatch watch)
    {
        var endpoint = new CanaryEndpoint(watch);
        await endpoint._app.StartAsync();
        var register = endpoint._app.Services.GetRequiredService<InstanceRegister>();
        var instance = new NewInstance(Instance, "Acme Ltd", InstanceKinds.FromWord("production"), "UTC", 250);
        var (_, added) = await register.AddAsync(instance, NewCredential.ApiKey);
        endpoint._key = added!.ApiKey!.Reveal();
        endpoint._client = endpoint.Client();
        await endpoint.SignInAsync();
        return endpoint;
    }

    /// <summary>Posts in the name of the instance, and searches the answer.</summary>
    public async Task<HttpStatusCode> PostAsync(
        string path,
        string mediaType,
        string body,
        string? contentCoding = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Ingest, path))
        {
            Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(mediaType)),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        if (contentCoding is not null)
        {
            request.Content.Headers.ContentEncoding.Add(contentCoding);
        }
        return await AnswerAsync(request);
    }

    /// <summary>Reads a page, and searches it.</summary>
    public Task<HttpStatusCode> ReadAsync(string path) =>
        AnswerAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(ListenerAddresses.Of(_app).Pages, path)));

    /// <summary>Searches the folder of its data: database, journal of the database, certificate, keys.</summary>
    public void Search() => _watch.Files(_folder);

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Search();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<HttpStatusCode> AnswerAsync(HttpRequestMessage request)
    {
        using var owned = request;
        using var response = await _client!.SendAsync(request);
        var which = $"{request.Method} {request.RequestUri!.AbsolutePath}";
        _watch.Search.Text("answer of the endpoint", which, $"{response.ReasonPhrase}\n{response.Headers}");
        _watch.Search.Text("answer of the endpoint", which, await response.Content.ReadAsStringAsync());
        return response.StatusCode;
    }

    // The cookie stays with the client.
    private async Task SignInAsync()
    {
        var (account, password) = _app.Services.GetRequiredService<DemoAccounts>().All.First();
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["account"] = account,
                ["password"] = password,
                ["returnUrl"] = "/seats",
            }
        );
        using var answer = await _client!.PostAsync(new Uri(ListenerAddresses.Of(_app).Pages, "/sign-in"), form);
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    // What it sends is the test's own, and nobody is to be handed it.
    private HttpClient Client()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(RootFile);
        return new HttpClient(
            new SocketsHttpHandler
            {
                ActivityHeadersPropagator = null,
                SslOptions = { CertificateChainPolicy = policy },
            }
        );
    }
}
