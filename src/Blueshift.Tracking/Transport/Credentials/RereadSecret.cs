using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Transport.Credentials;

/// <summary>Is what a secret file holds, read again when the file changes. A faulty file keeps what was read before. Safe for several threads.</summary>
/// <typeparam name="TSecret">What the text means.</typeparam>
internal sealed class RereadSecret<TSecret>
    where TSecret : class, IEquatable<TSecret>
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">The content of the file.</param>
    /// <param name="fault">What is wrong with it and what to do, without any part of it.</param>
    /// <returns><see langword="null"/> when something is wrong.</returns>
    public delegate TSecret? Parser(string text, out string fault);

    private readonly Lock _lock = new();
    private readonly string _setting;
    private readonly SecretFile _file;
    private readonly Parser _parse;
    private readonly ILogger _logger;
    private long _version;
    private TSecret? _secret;

    public RereadSecret(string setting, string path, Parser parse, ILogger logger)
    {
        _setting = $"{UserActivityTrackingOptions.SectionName}:{setting}";
        _file = new SecretFile(path);
        _parse = parse;
        _logger = logger;
        Read();
    }

    /// <summary>Gets what the file holds, or held when it was last good; <see langword="null"/> when it never was.</summary>
    /// <param name="reread">Whether to read it although nothing seems changed.</param>
    public TSecret? Get(bool reread)
    {
        lock (_lock)
        {
            if (reread || _file.Version() != _version)
            {
                Read();
            }
            return _secret;
        }
    }

    private void Read()
    {
        _version = _file.Version();
        var fault = "is missing or cannot be read.";
        var secret = _file.TryRead() is { } text ? _parse(text, out fault) : null;
        if (secret is null)
        {
            _logger.CredentialFileFaulty(_setting, fault);
            return;
        }
        // The same content is the same object: whoever made something of it keeps that.
        _secret = secret.Equals(_secret) ? _secret : secret;
    }
}
