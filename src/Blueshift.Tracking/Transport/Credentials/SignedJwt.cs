using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Transport.Credentials;

/// <summary>Signs tokens of five minutes with this side's private key: a JSON Web Token (RFC 7519) with ES256 (RFC 7518).</summary>
internal sealed class SignedJwt : ITrackingCredential
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    // A token is used for less than it lives, so that none is too old when it comes to the endpoint.
    private static readonly TimeSpan UsedFor = TimeSpan.FromMinutes(2);

    private readonly Lock _lock = new();
    private readonly RereadSecret<SigningKey> _key;
    private readonly TimeProvider _timeProvider;
    private readonly string _instance;
    private readonly string _audience;
    private (SigningKey Key, DateTimeOffset Issued, string Token)? _last;

    public SignedJwt(UserActivityTrackingOptions options, ILogger logger, TimeProvider timeProvider)
    {
        var jwt = options.Credential.Jwt;
        _key = new RereadSecret<SigningKey>(
            "Credential:Jwt:PrivateKeyFile",
            jwt.PrivateKeyFile!,
            (pem, out fault) => SigningKey.Parse(pem, jwt.KeyId, out fault),
            logger
        );
        _instance = options.ClientInstanceId!;
        _audience = options.Endpoint!.AbsoluteUri.TrimEnd('/');
        _timeProvider = timeProvider;
    }

    public ValueTask<string> GetTokenAsync(bool forceRenewal, CancellationToken cancellationToken)
    {
        var key = _key.Get(forceRenewal);
        var now = _timeProvider.GetUtcNow();
        lock (_lock)
        {
            // Of the same key a fresh one is no better, also when the endpoint refused it.
            if (
                key is not null
                && !(_last is { } last && last.Key.Equals(key) && (now - last.Issued).Duration() < UsedFor)
            )
            {
                _last = (key, now, Token(key, now));
            }
            return new(_last?.Token ?? "");
        }
    }

    private string Token(SigningKey key, DateTimeOffset now)
    {
        var content =
            $"{Part(writer => Header(writer, key.Id))}.{Part(writer => Claims(writer, now.ToUnixTimeSeconds()))}";
        return $"{content}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(content)))}";
    }

    private static void Header(Utf8JsonWriter writer, string keyId)
    {
        writer.WriteString("alg", "ES256");
        writer.WriteString("kid", keyId);
        writer.WriteString("typ", "JWT");
    }

    private void Claims(Utf8JsonWriter writer, long issued)
    {
        writer.WriteString("iss", _instance);
        writer.WriteString("sub", _instance);
        writer.WriteString("aud", _audience);
        writer.WriteNumber("iat", issued);
        writer.WriteNumber("exp", issued + (long)Lifetime.TotalSeconds);
        writer.WriteString("jti", Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)));
    }

    private static string Part(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        return Base64Url.EncodeToString(bytes.WrittenSpan);
    }
}
