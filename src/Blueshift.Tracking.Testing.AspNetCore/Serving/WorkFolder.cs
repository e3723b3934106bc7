using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.Testing.AspNetCore.Serving;

/// <summary>Is a temporary folder, its owner's alone, for what settings want as files: the trusted root and the client's buffer.</summary>
[SuppressMessage(
    "ApiDesign",
    "RS0030",
    Justification = "The one place with files: the settings want a file and a folder."
)]
internal sealed class WorkFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("blueshift-endpoint-").FullName;

    public WorkFolder(string rootPem) => File.WriteAllText(TrustedRoots, rootPem);

    public string TrustedRoots => Path.Combine(_path, "roots.pem");

    public string Buffer => Path.Combine(_path, "buffer");

    /// <summary>Deletes the folder with all that is in it, as far as nobody else has it open.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(_path, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // An application that still runs holds its buffer. A test does not fail for that.
        }
    }
}
