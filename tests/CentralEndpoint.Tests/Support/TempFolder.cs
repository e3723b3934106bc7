namespace CentralEndpoint.Tests.Support;

internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("central-endpoint-").FullName;

    public string DataFolder => System.IO.Path.Combine(Path, "data");

    public string Setting => $"--CentralEndpoint:DataFolder={DataFolder}";

    public string File(string name) => System.IO.Path.Combine(DataFolder, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
