using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Stands in front of a <see cref="StoringEndpoint"/> and lets through whoever has a live credential: an API key, or a token that the live key of its <c>kid</c> signed.</summary>
internal sealed class GuardedEndpoint : DelegatingHandler
{
    private readonly ConcurrentDictionary<string, bool> _apiKeys = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte[]> _publicKeys = new(StringComparer.Ordinal);
    private int _refused;

    public GuardedEndpoint(StoringEndpoint endpoint) => InnerHandler = endpoint;

    /// <summary>Gets how many requests it refused.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public void Accept(string apiKey) => _apiKeys[apiKey] = true;

    public void AcceptPublicKey(string id, byte[] key) => _publicKeys[id] = key;

    public void Revoke(string apiKey) => _apiKeys.TryRemove(apiKey, out _);

    public void RevokePublicKey(string id) => _publicKeys.TryRemove(id, out _);

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var token = request.Headers.Authorization!.Parameter!;
        if (_apiKeys.ContainsKey(token) || IsSigned(token))
        {
            return base.SendAsync(request, cancellationToken);
        }
        Interlocked.Increment(ref _refused);
        return Task.FromResult(StoringEndpoint.Answer(HttpStatusCode.Unauthorized, "application/problem+json", "{}"));
    }

    private bool IsSigned(string token)
    {
        if (token.Split('.') is not [var header, var claims, var signature])
        {
            return false;
        }
        using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(header));
        if (!_publicKeys.TryGetValue(json.RootElement.GetProperty("kid").GetString()!, out var publicKey))
        {
            return false;
        }
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(publicKey, out _);
        return key.VerifyData(
            Encoding.ASCII.GetBytes($"{header}.{claims}"),
            Base64Url.DecodeFromChars(signature),
            HashAlgorithmName.SHA256,
            DSASignatureFormat.IeeeP1363FixedFieldConcatenation
        );
    }
}
