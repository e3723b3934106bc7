namespace Blueshift.Tracking.Benchmarks.Support;

/// <summary>Is a folder below the working folder, on the disk that is measured. It is deleted with what is in it.</summary>
internal sealed class WorkFolder : IDisposable
{
    public WorkFolder() => Directory.CreateDirectory(Root);

    public string Root { get; } =
        Path.Combine(Directory.GetCurrentDirectory(), "benchmark-data", Guid.CreateVersion7().ToString("n"));

    public string Below(string name) => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
