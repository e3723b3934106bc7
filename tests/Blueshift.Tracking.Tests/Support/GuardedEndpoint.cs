using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Stands in front of a <see cref="StoringEndpoint"/> and lets through whoever has a live credential: an API key, or a token that a live key signed.</summary>
internal sealed class GuardedEndpoint : DelegatingHandler
{
    private readonly ConcurrentDictionary<string, bool> _apiKeys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ECDsa, bool> _publicKeys = new();
    private int _refused;

    public GuardedEndpoint(StoringEndpoint endpoint) => InnerHandler = endpoint;

    /// <summary>Gets how many requests it refused.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public void Accept(string apiKey) => _apiKeys[apiKey] = true;

    public void Accept(ECDsa key) => _publicKeys[key] = true;

    public void Revoke(string apiKey) => _apiKeys.TryRemove(apiKey, out _);

    public void Revoke(ECDsa key) => _publicKeys.TryRemove(key, out _);

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var token = request.Headers.Authorization!.Parameter!;
        if (_apiKeys.ContainsKey(token) || _publicKeys.Keys.Any(key => Signed(key, token)))
        {
            return base.SendAsync(request, cancellationToken);
        }
        Interlocked.Increment(ref _refused);
        return Task.FromResult(StoringEndpoint.Answer(HttpStatusCode.Unauthorized, "application/problem+json", "{}"));
    }

    private static bool Signed(ECDsa key, string token)
    {
        var content = token.LastIndexOf('.');
        return content > 0
            && key.VerifyData(
                Encoding.ASCII.GetBytes(token, 0, content),
                Base64Url.DecodeFromChars(token.AsSpan(content + 1)),
                HashAlgorithmName.SHA256,
                DSASignatureFormat.IeeeP1363FixedFieldConcatenation
            );
    }
}
