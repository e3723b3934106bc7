using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CentralEndpoint.Tests.Support;
using TokenSigner = Blueshift.Tracking.Conformance.Support.TokenSigner;

namespace CentralEndpoint.Tests.Hostile;

/// <summary>Tokens of somebody who knows a key's id and its public key, and in some cases holds the private key itself, and may not get in.</summary>
internal sealed class HostileTokens(TokenSigner signer, TokenSigner other, string apiKeyId, DateTimeOffset now)
{
    private string Claims => signer.Claims(now).ToJsonString();

    /// <summary>Gives what they are with each.</summary>
    public IEnumerable<(string What, string Token)> All() =>
        Algorithms()
            .Concat(OtherKeys())
            .Concat(KeysOfItsOwn())
            .Concat(TypesAndKeyIds())
            .Concat(HeadersInTwoWays())
            .Concat(BrokenClaims())
            .Concat(OtherClaims())
            .Concat(Times())
            .Concat(Signatures())
            .Concat(Shapes());

    private IEnumerable<(string, string)> Algorithms()
    {
        foreach (var none in new[] { "none", "None", "NONE", "nOnE", "" })
        {
            yield return ($"alg {none}, unsigned", TokenSigner.Compact(WithAlgorithm(none), Claims, static _ => []));
            yield return ($"alg {none}, signed", TokenSigner.Compact(WithAlgorithm(none), Claims, signer.SignatureOf));
        }

        foreach (var (form, secret) in PublicKeyAsSecret())
        {
            yield return ($"HS256 with {form}", Mac("HS256", content => HMACSHA256.HashData(secret, content)));
            yield return ($"HS384 with {form}", Mac("HS384", content => HMACSHA384.HashData(secret, content)));
            yield return ($"HS512 with {form}", Mac("HS512", content => HMACSHA512.HashData(secret, content)));
            yield return ($"ES256 by HMAC with {form}", Mac("ES256", content => HMACSHA512.HashData(secret, content)));
        }

        foreach (var algorithm in new[] { "es256", "ES256 ", "ES256K", "ES384", "ES512", "RS256", "PS256", "EdDSA" })
        {
            yield return (
                $"alg {algorithm}",
                TokenSigner.Compact(WithAlgorithm(algorithm), Claims, signer.SignatureOf)
            );
        }
    }

    private IEnumerable<(string, string)> OtherKeys()
    {
        using var rsa = RSA.Create(2048);
        yield return (
            "RS256 with another key",
            TokenSigner.Compact(
                WithAlgorithm("RS256"),
                Claims,
                content => rsa.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            )
        );
        foreach (var curve in new[] { ECCurve.NamedCurves.nistP384, ECCurve.NamedCurves.nistP521 })
        {
            using var key = ECDsa.Create(curve);
            foreach (var algorithm in new[] { "ES256", "ES384", "ES512" })
            {
                yield return (
                    $"{algorithm} on {curve.Oid.FriendlyName}",
                    TokenSigner.Compact(
                        WithAlgorithm(algorithm),
                        Claims,
                        content => key.SignData(content, HashAlgorithmName.SHA256)
                    )
                );
            }
        }
    }

    private IEnumerable<(string, string)> KeysOfItsOwn()
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = own.ExportParameters(includePrivateParameters: false).Q;
        var jwk = new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64Url.EncodeToString(point.X),
            ["y"] = Base64Url.EncodeToString(point.Y),
        };
        foreach (
            var (name, value) in new (string, JsonNode)[]
            {
                ("jwk", jwk),
                ("jku", "https://localhost/keys"),
                ("x5u", "https://localhost/certificate"),
                ("x5c", new JsonArray("MIIB")),
                ("x5t", "5f0c6a1e9b3d47c28e11f00d2a4b6c8d"),
                ("crit", new JsonArray("exp")),
                ("b64", false),
                ("zip", "DEF"),
                ("cty", "JWT"),
            }
        )
        {
            var header = signer.Header();
            header[name] = value.DeepClone();
            yield return (name, signer.Sign(header.ToJsonString(), Claims));
            yield return (
                $"{name}, signed with a key of the sender's choice",
                TokenSigner.Compact(
                    header.ToJsonString(),
                    Claims,
                    content => own.SignData(content, HashAlgorithmName.SHA256)
                )
            );
        }
    }

    private IEnumerable<(string, string)> TypesAndKeyIds()
    {
        foreach (var type in new JsonNode?[] { null, "jwt", "at+jwt", "JWE", 1 })
        {
            yield return ($"typ {type}", signer.Sign(now, changeHeader: header => header["typ"] = type?.DeepClone()));
        }

        foreach (
            var key in new JsonNode?[]
            {
                null,
                1,
                "",
                "zzzzzzzz",
                other.KeyId,
                apiKeyId,
                signer.KeyId.ToUpperInvariant() + "A",
                signer.KeyId + " ",
                "' OR 1=1",
                "../../..",
                new JsonArray(signer.KeyId),
            }
        )
        {
            yield return ($"kid {key}", signer.Sign(now, changeHeader: header => header["kid"] = key?.DeepClone()));
        }
    }

    private IEnumerable<(string, string)> HeadersInTwoWays()
    {
        var twice = signer.Header().ToJsonString();
        yield return ("alg twice", signer.Sign(twice.Replace("{", "{\"alg\":\"none\","), Claims));
        yield return ("kid twice", signer.Sign(twice.Replace("}", $",\"kid\":\"{other.KeyId}\"}}"), Claims));
        yield return ("alg twice, once hidden", signer.Sign(twice.Replace("{", "{\"\\u0061lg\":\"none\","), Claims));
        yield return ("a header that is an array", signer.Sign($"[{twice}]", Claims));
        yield return ("a header with a comment", signer.Sign(twice + "/**/", Claims));
        yield return ("two headers", signer.Sign(twice + twice, Claims));
        yield return ("a byte order mark", signer.Sign('\uFEFF' + twice, Claims));
    }

    private IEnumerable<(string, string)> BrokenClaims()
    {
        foreach (var name in new[] { "iss", "sub", "aud" })
        {
            foreach (
                var value in new JsonNode?[] { null, 1, true, "", " ", new JsonObject(), new JsonArray(Value(name)) }
            )
            {
                yield return ($"{name} {value}", signer.Sign(now, claims => claims[name] = value?.DeepClone()));
            }

            yield return ($"no {name}", signer.Sign(now, claims => claims.Remove(name)));
            var twice = Claims.Replace("{", $"{{\"{name}\":\"x\",");
            yield return ($"{name} twice", signer.Sign(signer.Header().ToJsonString(), twice));
            yield return (
                $"{name} half a surrogate pair",
                signer.Sign(signer.Header().ToJsonString(), Claims.Replace($"\"{Value(name)}\"", "\"\\ud800\""))
            );
        }
    }

    private IEnumerable<(string, string)> OtherClaims()
    {
        foreach (var name in new[] { "iss", "sub" })
        {
            foreach (var value in new[] { other.Instance, signer.Instance.ToUpperInvariant(), signer.Instance + "/" })
            {
                yield return ($"{name} {value}", signer.Sign(now, claims => claims[name] = value));
            }
        }

        foreach (var address in OtherAddresses())
        {
            yield return ($"aud {address}", signer.Sign(now, claims => claims["aud"] = address));
        }

        foreach (
            var claims in new[] { "", "null", "[]", "\"x\"", "{", Claims + "x", $"[{Claims}]", "{\"a\":" + Claims }
        )
        {
            yield return ($"claims {claims}", signer.Sign(signer.Header().ToJsonString(), claims));
        }
    }

    private IEnumerable<(string, string)> Times()
    {
        foreach (var name in new[] { "iat", "exp", "nbf" })
        {
            var time = now.ToUnixTimeSeconds() + (name == "exp" ? 60 : 0);
            foreach (
                var value in new[]
                {
                    $"\"{time}\"",
                    $"{time}.0",
                    $"{time}.5",
                    $"{time}e0",
                    $"{time / 10}e1",
                    $"-{time}",
                    $"{time}000",
                    "9223372036854775807",
                    "9223372036854775808",
                    "18446744073709551616",
                    "1e400",
                    "-1",
                    "null",
                    "true",
                    "[]",
                    $"[{time}]",
                    "\"2026-11-24T12:00:00Z\"",
                }
            )
            {
                var claims = signer.Claims(now);
                claims.Remove(name);
                var text = claims.ToJsonString().Replace("{", $"{{\"{name}\":{value},");
                yield return ($"{name} {value}", signer.Sign(signer.Header().ToJsonString(), text));
            }
        }
    }

    private IEnumerable<(string, string)> Signatures()
    {
        var order = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
        var one = new byte[32];
        one[^1] = 1;
        foreach (
            var (what, signature) in new (string, Func<byte[], byte[]>)[]
            {
                ("no signature", static _ => []),
                ("r and s are 0", static _ => new byte[64]),
                ("r and s are the order", _ => [.. order, .. order]),
                ("r is 1 and s is 0", _ => [.. one, .. new byte[32]]),
                ("r and s are 1", _ => [.. one, .. one]),
                ("all ones", static _ => [.. Enumerable.Repeat((byte)0xFF, 64)]),
                ("DER", content => Signed(content, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
                ("SHA-384", content => Signed(content, HashAlgorithmName.SHA384)),
                ("SHA-1", content => Signed(content, HashAlgorithmName.SHA1)),
                ("cut", content => signer.SignatureOf(content)[..^1]),
                ("one byte more", content => [.. signer.SignatureOf(content), 0]),
                ("a zero before each half", content => Widened(signer.SignatureOf(content))),
                ("another key's", other.SignatureOf),
                ("of other content", _ => signer.SignatureOf("x"u8.ToArray())),
            }
        )
        {
            yield return (what, TokenSigner.Compact(signer.Header().ToJsonString(), Claims, signature));
        }

        var (good, foreign) = (signer.Sign(now).Split('.'), other.Sign(now).Split('.'));
        yield return ("claims of another token", $"{good[0]}.{foreign[1]}.{good[2]}");
        yield return ("header of another token", $"{foreign[0]}.{good[1]}.{good[2]}");
        yield return ("signature of another token", $"{good[0]}.{good[1]}.{foreign[2]}");
    }

    private IEnumerable<(string, string)> Shapes()
    {
        var good = signer.Sign(now);
        var parts = good.Split('.');
        var padded = $"{parts[0]}{new string('=', (4 - (parts[0].Length % 4)) % 4)}=.{parts[1]}.{parts[2]}";
        return
        [
            ("one part", parts[0]),
            ("two parts", $"{parts[0]}.{parts[1]}"),
            ("four parts", good + "." + parts[2]),
            ("a dot more", good + "."),
            ("a dot before", "." + good),
            ("a JWE", $"{parts[0]}.{parts[1]}.{parts[2]}.{parts[1]}.{parts[2]}"),
            ("an empty header", $".{parts[1]}.{parts[2]}"),
            ("empty claims", $"{parts[0]}..{parts[2]}"),
            ("dots", ".."),
            ("many dots", new string('.', 4000)),
            ("padding", padded),
            ("signature padded", good + "=="),
            ("white space", $"{parts[0]}. {parts[1]}.{parts[2]}"),
            ("a token twice", $"{good} {good}"),
            ("a token and a comma", good + ","),
            ("the other alphabet", good.Replace('-', '+').Replace('_', '/') + "+"),
            ("half", good[..(good.Length / 2)]),
            ("large", signer.Sign(now, static claims => claims["x"] = new string('x', 4_000))),
            ("huge", signer.Sign(now, static claims => claims["x"] = new string('x', 12_000))),
            ("deep", signer.Sign(signer.Header().ToJsonString(), Claims.Replace("{", $"{{\"x\":{Nested(1_000)},"))),
            ("as an API key", "bst1_" + good),
        ];
    }

    private IEnumerable<string> OtherAddresses() =>
        [
            signer.Audience + "/",
            signer.Audience + "/v1/activities",
            signer.Audience[..^1],
            signer.Audience + "0",
            signer.Audience.ToUpperInvariant(),
            signer.Audience.Replace("https", "http"),
            signer.Audience.Replace("localhost", "LOCALHOST"),
            signer.Audience.Replace("localhost", "127.0.0.1"),
            signer.Audience.Replace("localhost", "user@localhost"),
            signer.Audience + "?x",
            signer.Audience + "#x",
            " " + signer.Audience,
            signer.Audience + "\0",
            "localhost",
            "*",
        ];

    private string Value(string claim) => (string)signer.Claims(now)[claim]!;

    private string WithAlgorithm(string algorithm)
    {
        var header = signer.Header();
        header["alg"] = algorithm;
        return header.ToJsonString();
    }

    private string Mac(string algorithm, Func<byte[], byte[]> mac) =>
        TokenSigner.Compact(WithAlgorithm(algorithm), Claims, mac);

    // Whatever a verifier may hold it as.
    private IEnumerable<(string, byte[])> PublicKeyAsSecret()
    {
        var point = signer.Key.ExportParameters(includePrivateParameters: false).Q;
        yield return ("the PEM text", Encoding.ASCII.GetBytes(signer.Key.ExportSubjectPublicKeyInfoPem()));
        yield return (
            "the PEM text and a line end",
            Encoding.ASCII.GetBytes(signer.Key.ExportSubjectPublicKeyInfoPem() + "\n")
        );
        yield return ("the DER bytes", signer.Key.ExportSubjectPublicKeyInfo());
        yield return ("the point", [4, .. point.X!, .. point.Y!]);
        yield return ("nothing", []);
    }

    private byte[] Signed(
        byte[] content,
        HashAlgorithmName hash,
        DSASignatureFormat format = DSASignatureFormat.IeeeP1363FixedFieldConcatenation
    ) => signer.Key.SignData(content, hash, format);

    private static byte[] Widened(byte[] signature) => [0, .. signature[..32], 0, .. signature[32..]];

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);
}
