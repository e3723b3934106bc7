using Blueshift.Tracking.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Transport;

/// <summary>Is an API key in a file, read again when the file changes. A faulty file keeps the key that was read before.</summary>
internal sealed class ApiKeyFile : ICredential
{
    private readonly Lock _lock = new();
    private readonly SecretFile _file;
    private readonly ILogger _logger;
    private long _version;
    private string _token = "";

    public ApiKeyFile(string path, ILogger logger)
    {
        _file = new SecretFile(path);
        _logger = logger;
        Read();
    }

    public string Current()
    {
        lock (_lock)
        {
            if (_file.Version() != _version)
            {
                Read();
            }
            return _token;
        }
    }

    public bool Reread()
    {
        lock (_lock)
        {
            var before = _token;
            Read();
            return before != _token;
        }
    }

    private void Read()
    {
        _version = _file.Version();
        var text = _file.TryRead();
        var fault = "is missing or cannot be read.";
        var key = text is null ? null : ApiKey.Parse(text, out fault);
        if (key is null)
        {
            _logger.CredentialFileFaulty(fault);
            return;
        }
        _token = key.Value;
    }
}
