using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Writes down each call to another file system, and lets a test step in before it: to fail, or to let somebody else be faster.</summary>
internal sealed class ScriptedFileSystem(IFileSystem inner) : IFileSystem
{
    private readonly List<string> _calls = [];

    /// <summary>Gets what was called in turn: the member and the name of its last path.</summary>
    public IReadOnlyList<string> Calls => _calls;

    /// <summary>Gets or sets what happens before each call, by the member's name.</summary>
    public Action<string> Before { get; set; } = _ => { };

    public IStorageFile Create(string path) =>
        new ScriptedFile(this, Called(nameof(Create), path, () => inner.Create(path)));

    public IStorageFile OpenRead(string path) =>
        new ScriptedFile(this, Called(nameof(OpenRead), path, () => inner.OpenRead(path)));

    public IStorageFile OpenWrite(string path) =>
        new ScriptedFile(this, Called(nameof(OpenWrite), path, () => inner.OpenWrite(path)));

    public IDisposable? TryLock(string path) => Called(nameof(TryLock), path, () => inner.TryLock(path));

    public void CreateFolder(string path) => Called(nameof(CreateFolder), path, () => inner.CreateFolder(path));

    public void FlushFolder(string path) => Called(nameof(FlushFolder), path, () => inner.FlushFolder(path));

    public void Rename(string from, string to) => Called(nameof(Rename), to, () => inner.Rename(from, to));

    public bool TryLink(string from, string to) => Called(nameof(TryLink), to, () => inner.TryLink(from, to));

    public void Delete(string path) => Called(nameof(Delete), path, () => inner.Delete(path));

    public void DeleteFolder(string path) => Called(nameof(DeleteFolder), path, () => inner.DeleteFolder(path));

    public IReadOnlyList<StorageEntry> List(string folder) => Called(nameof(List), folder, () => inner.List(folder));

    public long FreeBytes(string folder) => Called(nameof(FreeBytes), folder, () => inner.FreeBytes(folder));

    private void Called(string member, string path, Action call) =>
        _ = Called(
            member,
            path,
            () =>
            {
                call();
                return true;
            }
        );

    private T Called<T>(string member, string path, Func<T> call)
    {
        _calls.Add($"{member} {Path.GetFileName(path)}");
        Before(member);
        return call();
    }

    private sealed class ScriptedFile(ScriptedFileSystem owner, IStorageFile file) : IStorageFile
    {
        public long Length => file.Length;

        public int Read(long offset, Span<byte> destination)
        {
            owner.Before(nameof(Read));
            return file.Read(offset, destination);
        }

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            owner._calls.Add(nameof(Write));
            owner.Before(nameof(Write));
            file.Write(offset, bytes);
        }

        public void Flush()
        {
            owner._calls.Add(nameof(Flush));
            owner.Before(nameof(Flush));
            file.Flush();
        }

        public void Dispose() => file.Dispose();
    }
}
