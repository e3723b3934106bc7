using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Sealing;

[TestClass]
public sealed class SecretKeyFileProviderTests
{
    private const string Secret = "/secrets/journal-key";

    private static readonly byte[] DataKey = KeyFiles.Bytes(100);

    private readonly CrashingFileSystem _disk = new();
    private readonly ScriptedFileSystem _files;
    private readonly SecretKeyFileProvider _provider;

    public SecretKeyFileProviderTests()
    {
        _files = new ScriptedFileSystem(_disk);
        _provider = new SecretKeyFileProvider(_files, Secret);
        _disk.Put(Secret, KeyFiles.Bytes(1));
    }

    [TestMethod]
    public async Task What_it_wraps_it_unwraps_and_it_writes_nothing()
    {
        var wrapped = await WrapAsync();

        Assert.AreSequenceEqual(DataKey, await UnwrapAsync(wrapped));
        Assert.AreSequenceEqual(["OpenRead journal-key", "OpenRead journal-key"], _files.Calls);
    }

    [TestMethod]
    public async Task Its_id_says_which_key_it_was()
    {
        var first = await WrapAsync();
        _disk.Put(Secret, KeyFiles.Bytes(2));
        var second = await WrapAsync();
        _disk.Put(Secret, KeyFiles.Bytes(1));
        var third = await WrapAsync();

        Assert.MatchesRegex("^file-[0-9a-f]{16}$", first.KeyId);
        Assert.AreNotEqual(first.KeyId, second.KeyId);
        Assert.AreEqual(first.KeyId, third.KeyId);
    }

    [TestMethod]
    public async Task A_replaced_key_is_taken_at_once_and_what_the_old_one_wrapped_waits_for_it()
    {
        var old = await WrapAsync();
        _disk.Put(Secret, KeyFiles.Bytes(2));

        Assert.IsNull(await UnwrapAsync(old));
        Assert.AreSequenceEqual(DataKey, await UnwrapAsync(await WrapAsync()));

        _disk.Put(Secret, KeyFiles.Bytes(1));
        Assert.AreSequenceEqual(DataKey, await UnwrapAsync(old));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(31)]
    [DataRow(33)]
    [DataRow(64)]
    public async Task A_file_of_another_length_holds_no_key(int length)
    {
        var wrapped = await WrapAsync();
        _disk.Put(Secret, KeyFiles.Bytes(1, length));

        var fault = await Assert.ThrowsExactlyAsync<StorageFaultException>(async () => await WrapAsync());
        Assert.AreEqual(StorageFault.NotFound, fault.Fault);
        Assert.IsNull(await UnwrapAsync(wrapped));
    }

    [TestMethod]
    public async Task A_missing_file_is_a_fault_and_is_read_again_once_it_is_back()
    {
        var wrapped = await WrapAsync();
        _disk.Delete(Secret);

        await Assert.ThrowsExactlyAsync<StorageFaultException>(async () => await WrapAsync());
        Assert.IsNull(await UnwrapAsync(wrapped));

        _disk.Put(Secret, KeyFiles.Bytes(1));
        Assert.AreSequenceEqual(DataKey, await UnwrapAsync(wrapped));
    }

    [TestMethod]
    public async Task An_id_of_another_kind_is_not_opened()
    {
        var wrapped = await WrapAsync();

        Assert.IsNull(await UnwrapAsync(new WrappedJournalKey("k1", wrapped.Bytes)));
    }

    private ValueTask<WrappedJournalKey> WrapAsync() => _provider.WrapAsync(DataKey, CancellationToken.None);

    private ValueTask<byte[]?> UnwrapAsync(WrappedJournalKey wrapped) =>
        _provider.UnwrapAsync(wrapped, CancellationToken.None);
}
