using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Sealing;

/// <summary>The providers on the real disk, with what only that has: links, and processes at the same instant.</summary>
[TestClass]
public sealed class KeysOnDiskTests
{
    private static readonly byte[] DataKey = KeyFiles.Bytes(100);

    [TestMethod]
    public async Task Many_processes_at_once_end_with_the_same_key_and_no_other_file()
    {
        using var folder = new TemporaryFolder();

        var wrapped = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(() => WrapAsync(Beside(folder)).AsTask()))
        );

        Assert.HasCount(1, wrapped.Select(one => Convert.ToHexString(one.Bytes.Span)).Distinct());
        Assert.AreSequenceEqual(
            [folder.Of("keys/k1.key")],
            Directory.EnumerateFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Where(File.Exists)
        );
        Assert.AreSequenceEqual(DataKey, await UnwrapAsync(Beside(folder), wrapped[0]));
    }

    [TestMethod]
    public async Task A_link_in_the_folder_of_keys_is_not_followed()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Of("keys"));
        File.WriteAllBytes(folder.Of("planted"), KeyFiles.Bytes(1));
        File.CreateSymbolicLink(folder.Of("keys/k5.key"), folder.Of("planted"));

        var wrapped = await WrapAsync(Beside(folder));

        Assert.AreEqual("k6", wrapped.KeyId);
        Assert.IsNull(await UnwrapAsync(Beside(folder), new WrappedJournalKey("k5", wrapped.Bytes)));
    }

    [TestMethod]
    public async Task A_secret_mount_that_swaps_its_link_is_read_again()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.Of("first"), KeyFiles.Bytes(1));
        File.WriteAllBytes(folder.Of("second"), KeyFiles.Bytes(2));
        File.CreateSymbolicLink(folder.Of("key"), folder.Of("first"));
        var provider = new SecretKeyFileProvider(new DiskFileSystem(), folder.Of("key"));

        var old = await WrapAsync(provider);
        File.CreateSymbolicLink(folder.Of("next"), folder.Of("second"));
        File.Move(folder.Of("next"), folder.Of("key"), overwrite: true);
        var current = await WrapAsync(provider);

        Assert.AreNotEqual(old.KeyId, current.KeyId);
        Assert.IsNull(await UnwrapAsync(provider, old));
        Assert.AreSequenceEqual(DataKey, await UnwrapAsync(provider, current));
    }

    private static FileJournalKeyProvider Beside(TemporaryFolder folder) => new(new DiskFileSystem(), folder.Path);

    private static ValueTask<WrappedJournalKey> WrapAsync(IJournalKeyProvider provider) =>
        provider.WrapAsync(DataKey, CancellationToken.None);

    private static ValueTask<byte[]?> UnwrapAsync(IJournalKeyProvider provider, WrappedJournalKey wrapped) =>
        provider.UnwrapAsync(wrapped, CancellationToken.None);
}
