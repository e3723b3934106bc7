namespace TenantApp.Tests.Support;

/// <summary>Is a folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tenant-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
