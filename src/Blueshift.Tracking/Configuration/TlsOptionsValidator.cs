using System.Security.Cryptography;
using Blueshift.Tracking.Transport.Trust;

namespace Blueshift.Tracking.Configuration;

/// <summary>Checks each setting of TLS by itself.</summary>
internal static class TlsOptionsValidator
{
    private const int MinPins = 2;

    public static IEnumerable<string?> Check(TlsOptions tls) =>
        [TrustedRootsFile(tls.TrustedRoots), Pins(tls.Pins), OptionRange.Defined("Tls:Revocation", tls.Revocation)];

    private static string? TrustedRootsFile(string? path)
    {
        const string Name = "Tls:TrustedRoots";
        if (string.IsNullOrEmpty(path))
        {
            return null;
        }
        if (!Path.IsPathFullyQualified(path))
        {
            return OptionFault.Wrong(Name, "is not an absolute path. Give the whole path of the PEM file");
        }
        return TrustedRoots.Load(path, out var fault) is null ? OptionFault.Wrong(Name, fault) : null;
    }

    private static string? Pins(IList<string> pins)
    {
        const string Name = "Tls:Pins";
        if (pins.Count == 0)
        {
            return null;
        }
        for (var index = 0; index < pins.Count; index++)
        {
            if (!IsPin(pins[index]))
            {
                return OptionFault.Wrong(
                    Name,
                    $"number {index} is not the base64 of 32 bytes, with its = at the end and nothing around it. A pin is the "
                        + "SHA-256 of a certificate's public key (SubjectPublicKeyInfo)"
                );
            }
        }
        return pins.Distinct(StringComparer.Ordinal).Count() < MinPins
            ? OptionFault.Wrong(
                Name,
                $"holds one pin, and needs at least {MinPins} different ones. Pin the key that the endpoint will change to as "
                    + "well, or the change cuts this installation off"
            )
            : null;
    }

    // As it is written: a pin is compared with what is computed, character by character.
    private static bool IsPin(string? text)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes + 1];
        return text is not null
            && Convert.TryFromBase64String(text, bytes, out var length)
            && length == SHA256.HashSizeInBytes
            && Convert.ToBase64String(bytes[..length]) == text;
    }
}
