using System.Text.RegularExpressions;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Configuration;

/// <summary>Checks each setting by itself.</summary>
internal static partial class OptionFieldsValidator
{
    private static readonly string[] ContractPaths = ["/v1/activities", "/v1/heartbeat"];

    public static IEnumerable<string> Check(UserActivityTrackingOptions options) =>
        new[] { Endpoint(options.Endpoint), ClientInstanceId(options.ClientInstanceId) }
            .Concat(Credential(options.Credential))
            .Concat(Ranges(options))
            .Append(TrustedRootsFile(options.Tls.TrustedRoots))
            .Append(Proxy(options.Proxy))
            .OfType<string>();

    private static string? Endpoint(Uri? endpoint)
    {
        const string Name = "Endpoint";
        if (endpoint is null)
        {
            return OptionFault.NotSet(Name, "Set it to the https address from your vendor");
        }
        if (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("https" or "http"))
        {
            return OptionFault.Wrong(
                Name,
                "is not an https address. Set it to the address from your vendor, for example https://tracking.example.com"
            );
        }
        if (endpoint.UserInfo.Length > 0)
        {
            return OptionFault.Wrong(Name, "holds a user name. Remove it; the credential has a setting of its own");
        }
        if (endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0)
        {
            return OptionFault.Wrong(Name, "holds a query or fragment. Set it to the base address alone");
        }
        var pasted = ContractPaths.FirstOrDefault(path =>
            endpoint.AbsolutePath.TrimEnd('/').EndsWith(path, StringComparison.OrdinalIgnoreCase)
        );
        return pasted is null
            ? null
            : OptionFault.Wrong(
                Name,
                $"ends in {pasted}, which the library adds itself. Set it to the base address before that"
            );
    }

    private static string? ClientInstanceId(string? id)
    {
        const string Name = "ClientInstanceId";
        if (string.IsNullOrWhiteSpace(id))
        {
            return OptionFault.NotSet(Name, "Set it to the id that your vendor gave this installation");
        }
        if (id.Contains("..", StringComparison.Ordinal))
        {
            return OptionFault.Wrong(
                Name,
                "holds two dots in a row, which an instance id never does. Copy it from your vendor"
            );
        }
        return InstanceIdGrammar().IsMatch(id)
            ? null
            : OptionFault.Wrong(
                Name,
                $"is no instance id ({id.Length} characters). Allowed are 1 to 64 of a-z, 0-9, dot, hyphen and underscore, "
                    + "beginning and ending with a letter or digit"
            );
    }

    private static IEnumerable<string?> Credential(CredentialOptions credential)
    {
        if (!string.IsNullOrEmpty(credential.ApiKey) && ApiKey.Parse(credential.ApiKey, out var fault) is null)
        {
            yield return OptionFault.Wrong("Credential:ApiKey", fault);
        }
        if (string.IsNullOrEmpty(credential.ApiKeyFile))
        {
            yield break;
        }
        const string Name = "Credential:ApiKeyFile";
        if (!Path.IsPathFullyQualified(credential.ApiKeyFile))
        {
            yield return OptionFault.Wrong(Name, "is not an absolute path. Give the whole path of the file");
        }
        else if (new SecretFile(credential.ApiKeyFile).TryRead() is not { } text)
        {
            yield return OptionFault.Wrong(
                Name,
                "names a file that is missing or cannot be read. Check the path and the rights"
            );
        }
        else if (ApiKey.Parse(text, out fault) is null)
        {
            yield return OptionFault.Wrong(Name, $"the key in the file {fault}");
        }
    }

    private static IEnumerable<string?> Ranges(UserActivityTrackingOptions options)
    {
        var delivery = options.Delivery;
        yield return Range(
            "Buffer:MaxBytes",
            options.Buffer.MaxBytes,
            BufferOptions.MinMaxBytes,
            BufferOptions.MaxMaxBytes
        );
        yield return Range("Delivery:MaxBatchCount", delivery.MaxBatchCount, 1, DeliveryOptions.MaxMaxBatchCount);
        yield return Range(
            "Delivery:MaxBatchBytes",
            delivery.MaxBatchBytes,
            DeliveryOptions.MinMaxBatchBytes,
            DeliveryOptions.MaxMaxBatchBytes
        );
        yield return Range("Delivery:Linger", delivery.Linger, TimeSpan.Zero, DeliveryOptions.MaxLinger);
        yield return Range(
            "Delivery:RequestTimeout",
            delivery.RequestTimeout,
            DeliveryOptions.MinRequestTimeout,
            DeliveryOptions.MaxRequestTimeout
        );
        yield return Range(
            "Delivery:ShutdownTimeout",
            delivery.ShutdownTimeout,
            TimeSpan.Zero,
            DeliveryOptions.MaxShutdownTimeout
        );
        yield return Range(
            "Delivery:MaxRetryDelay",
            delivery.MaxRetryDelay,
            DeliveryOptions.MinMaxRetryDelay,
            DeliveryOptions.MaxMaxRetryDelay
        );
        yield return Defined("Delivery:Compression", delivery.Compression);
        yield return Defined("FailureMode", options.FailureMode);
    }

    private static string? Range<T>(string name, T value, T least, T most)
        where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
            ? null
            : OptionFault.Wrong(name, $"is {value}. Allowed are {least} to {most}{Hint(value)}");

    private static string Hint<T>(T value) =>
        value is TimeSpan { Days: > 0 } ? ". A number alone counts days; write 00:00:30 for 30 seconds" : "";

    private static string? Defined<T>(string name, T value)
        where T : struct, Enum =>
        Enum.IsDefined(value)
            ? null
            : OptionFault.Wrong(name, $"is {value}. Allowed are {string.Join(" and ", Enum.GetNames<T>())}");

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

    private static string? Proxy(string? proxy) =>
        ProxySetting.IsValid(proxy)
            ? null
            : OptionFault.Wrong("Proxy", "is neither system nor none nor an absolute http address");

    [GeneratedRegex(
        @"\A[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex InstanceIdGrammar();
}
