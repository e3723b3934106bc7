using Blueshift.Tracking.Buffering.Files;
using Blueshift.Tracking.Buffering.Sealing;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Buffering.Sealing;

[TestClass]
public sealed class FileJournalKeyProviderTests
{
    private const string Root = "/buffer";
    private const string Keys = "/buffer/keys";

    private static readonly byte[] DataKey = KeyFiles.Bytes(100);

    private readonly CrashingFileSystem _disk = new();
    private readonly ScriptedFileSystem _files;
    private readonly FileJournalKeyProvider _provider;

    public FileJournalKeyProviderTests()
    {
        _files = new ScriptedFileSystem(_disk);
        _provider = new FileJournalKeyProvider(_files, Root);
    }

    [TestMethod]
    public async Task What_it_wraps_it_unwraps_also_in_the_next_process()
    {
        var wrapped = await WrapAsync(_provider);

        Assert.AreEqual("k1", wrapped.KeyId);
        Assert.AreSequenceEqual(DataKey, await UnwrapAsync(_provider, wrapped));
        Assert.AreSequenceEqual(DataKey, await UnwrapAsync(new FileJournalKeyProvider(_disk, Root), wrapped));
    }

    [TestMethod]
    public async Task A_key_is_made_once_and_leaves_no_temporary_file()
    {
        await WrapAsync(_provider);
        await WrapAsync(_provider);
        await WrapAsync(new FileJournalKeyProvider(_disk, Root));

        Assert.AreSequenceEqual(["k1.key"], Names());
        Assert.HasCount(32, _disk.ReadAllBytes(Keys + "/k1.key"));
    }

    [TestMethod]
    public async Task Two_buffers_have_different_keys()
    {
        await WrapAsync(_provider);
        await WrapAsync(new FileJournalKeyProvider(_disk, "/other"));

        Assert.AreNotSequenceEqual(_disk.ReadAllBytes(Keys + "/k1.key"), _disk.ReadAllBytes("/other/keys/k1.key"));
    }

    [TestMethod]
    public async Task The_key_is_on_the_disk_before_it_has_its_name_and_its_name_before_it_wraps_anything()
    {
        await WrapAsync(_provider);

        var calls = _files.Calls.Select(call => call.EndsWith(".tmp", StringComparison.Ordinal) ? call[..6] : call);
        Assert.AreSequenceEqual(
            [
                "CreateFolder keys",
                "List keys",
                "Create",
                "Write",
                "Flush",
                "TryLink k1.key",
                "FlushFolder keys",
                "Delete",
                "List keys",
                "FlushFolder buffer",
                "FlushFolder keys",
                "OpenRead k1.key",
            ],
            calls
        );
    }

    [TestMethod]
    public async Task A_key_that_another_process_has_just_made_is_flushed_before_it_wraps_anything()
    {
        _disk.Put(Keys + "/k1.key", KeyFiles.Bytes(1));

        await WrapAsync(_provider);

        Assert.AreSequenceEqual(
            ["CreateFolder keys", "List keys", "FlushFolder buffer", "FlushFolder keys", "OpenRead k1.key"],
            _files.Calls
        );
    }

    [TestMethod]
    [DataRow("Create")]
    [DataRow("Write")]
    [DataRow("Flush")]
    [DataRow("TryLink")]
    public async Task Two_processes_that_make_a_key_at_the_same_instant_end_with_the_same(string instant)
    {
        WrappedJournalKey? faster = null;
        var other = new FileJournalKeyProvider(_disk, Root);
        _files.Before = member =>
        {
            if (member == instant && faster is null)
            {
                faster = WrapAsync(other).AsTask().GetAwaiter().GetResult();
            }
        };

        var slower = await WrapAsync(_provider);

        Assert.AreSequenceEqual(["k1.key"], Names());
        Assert.AreEqual("k1", faster!.KeyId);
        Assert.AreSequenceEqual(faster.Bytes.ToArray(), slower.Bytes.ToArray());
        Assert.AreSequenceEqual(DataKey, await UnwrapAsync(_provider, faster));
        Assert.AreSequenceEqual(DataKey, await UnwrapAsync(other, slower));
    }

    [TestMethod]
    public async Task Many_processes_at_once_end_with_the_same_key()
    {
        var wrapped = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(_ => Task.Run(() => WrapAsync(new FileJournalKeyProvider(_disk, Root)).AsTask()))
        );

        Assert.AreSequenceEqual(["k1.key"], Names());
        Assert.HasCount(1, wrapped.Select(one => Convert.ToHexString(one.Bytes.Span)).Distinct());
    }

    [TestMethod]
    public async Task The_valid_key_with_the_highest_number_wraps_and_older_ones_still_unwrap()
    {
        _disk.Put(Keys + "/k2.key", KeyFiles.Bytes(2));
        var old = await WrapAsync(_provider);
        _disk.Put(Keys + "/k10.key", KeyFiles.Bytes(10));
        _disk.Put(Keys + "/k11.key", KeyFiles.Bytes(11, length: 31));

        var wrapped = await WrapAsync(_provider);

        Assert.AreEqual(("k2", "k10"), (old.KeyId, wrapped.KeyId));
        Assert.AreSequenceEqual(DataKey, await UnwrapAsync(_provider, old));
        Assert.AreSequenceEqual(DataKey, await UnwrapAsync(_provider, wrapped));
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(31)]
    [DataRow(33)]
    public async Task A_file_of_another_length_is_left_alone_and_the_next_number_is_taken(int length)
    {
        var before = KeyFiles.Bytes(5, length);
        _disk.Put(Keys + "/k1.key", before);

        var wrapped = await WrapAsync(_provider);

        Assert.AreEqual("k2", wrapped.KeyId);
        Assert.AreSequenceEqual(before, _disk.ReadAllBytes(Keys + "/k1.key"));
    }

    [TestMethod]
    [DataRow("k01.key")]
    [DataRow("k0.key")]
    [DataRow("k-1.key")]
    [DataRow("k+1.key")]
    [DataRow("k 1.key")]
    [DataRow("k9999999999.key")]
    [DataRow("K7.key")]
    [DataRow("k7.key.bak")]
    [DataRow("7.key")]
    [DataRow(".key")]
    public async Task A_file_of_another_name_is_no_key(string name)
    {
        _disk.Put($"{Keys}/{name}", KeyFiles.Bytes(7));

        Assert.AreEqual("k1", (await WrapAsync(_provider)).KeyId);
    }

    [TestMethod]
    public async Task Without_the_key_or_with_another_in_its_place_nothing_is_unwrapped()
    {
        var wrapped = await WrapAsync(_provider);
        var key = _disk.ReadAllBytes(Keys + "/k1.key");

        _disk.Delete(Keys + "/k1.key");
        Assert.IsNull(await UnwrapAsync(_provider, wrapped), "It is missing.");

        _disk.Put(Keys + "/k1.key", KeyFiles.Bytes(1));
        Assert.IsNull(await UnwrapAsync(_provider, wrapped), "It is another.");

        _disk.Put(Keys + "/k1.key", key.AsSpan(0, 31));
        Assert.IsNull(await UnwrapAsync(_provider, wrapped), "It is cut.");

        _disk.Put(Keys + "/k1.key", key);
        Assert.AreSequenceEqual(DataKey, await UnwrapAsync(_provider, wrapped));
    }

    [TestMethod]
    [DataRow("../keys/k1")]
    [DataRow("/buffer/keys/k1")]
    [DataRow("k01")]
    [DataRow("K1")]
    [DataRow("data-protection")]
    public async Task An_id_is_compared_and_never_made_into_a_path(string id)
    {
        var wrapped = await WrapAsync(_provider);

        Assert.IsNull(await UnwrapAsync(_provider, new WrappedJournalKey(id, wrapped.Bytes)));
    }

    [TestMethod]
    [DataRow("CreateFolder")]
    [DataRow("List")]
    [DataRow("Create")]
    [DataRow("Write")]
    [DataRow("Flush")]
    [DataRow("TryLink")]
    [DataRow("FlushFolder")]
    [DataRow("OpenRead")]
    [DataRow("Read")]
    public async Task Any_fault_while_wrapping_is_told_and_the_next_try_succeeds(string failing)
    {
        _files.Before = member => FailAt(failing, member);

        var fault = await Assert.ThrowsExactlyAsync<StorageFaultException>(async () => await WrapAsync(_provider));
        Assert.AreEqual(StorageFault.NoPermission, fault.Fault);
        Assert.IsEmpty(Names().Where(name => name.EndsWith(".tmp", StringComparison.Ordinal)));

        _files.Before = _ => { };
        Assert.AreEqual("k1", (await WrapAsync(_provider)).KeyId);
        Assert.AreSequenceEqual(["k1.key"], Names());
    }

    [TestMethod]
    public async Task A_temporary_file_that_cannot_be_deleted_harms_nobody()
    {
        _files.Before = member => FailAt("Delete", member);

        var wrapped = await WrapAsync(_provider);

        Assert.AreEqual("k1", wrapped.KeyId);
        Assert.AreSequenceEqual(DataKey, await UnwrapAsync(_provider, wrapped));
        Assert.AreEqual("k1", (await WrapAsync(_provider)).KeyId);
    }

    [TestMethod]
    [DataRow("List")]
    [DataRow("OpenRead")]
    [DataRow("Read")]
    public async Task Any_fault_while_unwrapping_means_that_the_key_is_not_at_hand(string failing)
    {
        var wrapped = await WrapAsync(_provider);
        _files.Before = member => FailAt(failing, member);

        Assert.IsNull(await UnwrapAsync(_provider, wrapped));
    }

    [TestMethod]
    public async Task Unwrapping_makes_no_key()
    {
        var wrapped = await WrapAsync(new FileJournalKeyProvider(_disk, "/other"));

        Assert.IsNull(await UnwrapAsync(_provider, wrapped));
        Assert.IsEmpty(Names());
    }

    private static void FailAt(string failing, string member)
    {
        if (member == failing)
        {
            throw new StorageFaultException(StorageFault.NoPermission);
        }
    }

    private IEnumerable<string> Names() => _disk.List(Keys).Select(entry => entry.Name);

    private static ValueTask<WrappedJournalKey> WrapAsync(FileJournalKeyProvider provider) =>
        provider.WrapAsync(DataKey, CancellationToken.None);

    private static ValueTask<byte[]?> UnwrapAsync(FileJournalKeyProvider provider, WrappedJournalKey wrapped) =>
        provider.UnwrapAsync(wrapped, CancellationToken.None);
}
