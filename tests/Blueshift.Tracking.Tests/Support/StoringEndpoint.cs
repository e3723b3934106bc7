using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>
/// Is the endpoint behind the library's real HTTP client, without the network: it stores what comes, once, and answers as the contract
/// says, unless the test has it do something else first.
/// </summary>
internal sealed class StoringEndpoint : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage?>>> _script = new();
    private readonly HashSet<Guid> _stored = [];
    private readonly List<(string Path, string Headers, byte[] Body)> _requests = [];

    /// <summary>Gets or sets what happens to every request past the script; <see langword="null"/> for the contract's answer.</summary>
    public Func<HttpResponseMessage>? Always { get; set; }

    /// <summary>Gets the clock of the exchange's deadline.</summary>
    public ObservedTimeProvider Time { get; } = new();

    /// <summary>Gets how many activities it has.</summary>
    public int Stored
    {
        get
        {
            lock (_lock)
            {
                return _stored.Count;
            }
        }
    }

    /// <summary>Gets how many came that it had already.</summary>
    public int Doubled { get; private set; }

    public IReadOnlyList<(string Path, string Headers, byte[] Body)> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>Gets or sets what is answered to batches of some ids, past the script; it may give <see langword="null"/> for the contract's answer.</summary>
    public Func<IReadOnlyList<Guid>, HttpResponseMessage?>? Judges { get; set; }

    /// <summary>Stores the next batch, and then does something in place of its answer; gives that if it is one.</summary>
    public StoringEndpoint Then(Func<CancellationToken, Task<HttpResponseMessage?>> instead)
    {
        _script.Enqueue(instead);
        return this;
    }

    public StoringEndpoint Then(Func<HttpResponseMessage> instead) =>
        Then(_ => Task.FromResult<HttpResponseMessage?>(instead()));

    public static HttpResponseMessage Answer(HttpStatusCode status, string mediaType, string body) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };

    /// <summary>Makes the library's transport over it, with all of its own handlers.</summary>
    public IActivityTransport Transport(UserActivityTrackingOptions? options = null)
    {
        var settings = options ?? Some.Options();
        var client = EndpointConnection.Create(
            settings,
            this,
            new StaleConnectionHandler(),
            new ChangingCredential("bst1_test"),
            Time
        );
        return new HttpActivityTransport(new EndpointClient(client, settings, Time), settings);
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        var ids = Read(request, body);
        Func<CancellationToken, Task<HttpResponseMessage?>>? instead = null;
        lock (_lock)
        {
            _requests.Add(
                (request.RequestUri!.AbsolutePath, request.Headers.ToString() + request.Content.Headers, body)
            );
            if (ids.Count > 0)
            {
                _script.TryDequeue(out instead);
            }
            if (Always is null)
            {
                Doubled += ids.Count(id => !_stored.Add(id));
            }
        }
        if (instead is not null && await instead(cancellationToken) is { } scripted)
        {
            return scripted;
        }
        return Always?.Invoke()
            ?? Judges?.Invoke(ids)
            ?? Answer(HttpStatusCode.OK, "application/json", EndpointAnswers.Accepted([.. ids]));
    }

    private static List<Guid> Read(HttpRequestMessage request, byte[] body)
    {
        using var bytes = new MemoryStream(body);
        using Stream plain = request.Content!.Headers.ContentEncoding.Contains("gzip")
            ? new GZipStream(bytes, CompressionMode.Decompress)
            : bytes;
        using var document = JsonDocument.Parse(plain);
        return document.RootElement.ValueKind == JsonValueKind.Array
            ? document.RootElement.EnumerateArray().Select(one => one.GetProperty("id").GetGuid()).ToList()
            : [];
    }
}
