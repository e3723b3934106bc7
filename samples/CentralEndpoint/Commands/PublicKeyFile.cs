using System.Security.Cryptography;
using System.Text;
using CentralEndpoint.Credentials;

namespace CentralEndpoint.Commands;

/// <summary>Reads the file of <c>--public-key</c>: one public key in PEM.</summary>
internal static class PublicKeyFile
{
    private const int LargestFile = 16 * 1024;
    private const string Label = "PUBLIC KEY";

    public static PublicKey Read(string path)
    {
        var text = ReadText(path);
        if (text.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw Refused(path, "holds a private key, which is to stay with the client. Ask for the public key alone");
        }

        if (!PemEncoding.TryFind(text, out var fields) || !text.AsSpan()[fields.Label].SequenceEqual(Label))
        {
            throw Refused(path, $"does not begin with -----BEGIN {Label}-----");
        }

        if (PemEncoding.TryFind(text.AsSpan(fields.Location.End.Value), out _))
        {
            throw Refused(path, "holds more than one key");
        }

        var der = new byte[fields.DecodedDataLength];
        return
            Convert.TryFromBase64Chars(text.AsSpan()[fields.Base64Data], der, out _)
            && PublicKey.TryImport(der, out var key)
            ? key
            : throw Refused(path, "holds no public key on the curve P-256, named and not compressed");
    }

    private static string ReadText(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var content = new byte[LargestFile + 1];
            var read = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return read <= LargestFile
                ? Encoding.UTF8.GetString(content, 0, read)
                : throw Refused(path, $"has more than {LargestFile} bytes");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BadArgumentsException($"The file of --public-key cannot be read. {fault.Message}");
        }
    }

    private static BadArgumentsException Refused(string path, string why) =>
        new(
            $"The file {path} of --public-key {why}. openssl pkey -in private.pem -pubout, run by the client, writes what is wanted."
        );
}
