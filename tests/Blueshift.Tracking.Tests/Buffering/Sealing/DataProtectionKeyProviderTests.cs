using Blueshift.Tracking.Buffering.Sealing;
using Blueshift.Tracking.Tests.Support;
using Microsoft.AspNetCore.DataProtection;

namespace Blueshift.Tracking.Tests.Buffering.Sealing;

[TestClass]
public sealed class DataProtectionKeyProviderTests
{
    private static readonly byte[] DataKey = KeyFiles.Bytes(100);

    private readonly EphemeralDataProtectionProvider _keyRing = new();

    [TestMethod]
    public async Task What_it_wraps_it_unwraps_also_in_the_next_process_with_the_same_key_ring()
    {
        var wrapped = await WrapAsync(_keyRing);

        Assert.AreEqual("data-protection", wrapped.KeyId);
        Assert.AreSequenceEqual(DataKey, await UnwrapAsync(_keyRing, wrapped));
    }

    [TestMethod]
    public async Task The_data_key_is_not_in_what_it_returns()
    {
        var wrapped = await WrapAsync(_keyRing);

        Assert.IsLessThan(0, wrapped.Bytes.Span.IndexOf(DataKey.AsSpan(0, 8)));
    }

    [TestMethod]
    public async Task With_another_key_ring_nothing_is_unwrapped() =>
        Assert.IsNull(await UnwrapAsync(new EphemeralDataProtectionProvider(), await WrapAsync(_keyRing)));

    [TestMethod]
    public async Task What_is_damaged_is_not_unwrapped()
    {
        var bytes = (await WrapAsync(_keyRing)).Bytes.ToArray();
        bytes[^1] ^= 1;

        Assert.IsNull(await UnwrapAsync(_keyRing, new WrappedJournalKey("data-protection", bytes)));
    }

    [TestMethod]
    public async Task What_the_host_protects_for_another_purpose_is_not_unwrapped()
    {
        var cookie = _keyRing.CreateProtector("cookies").Protect(DataKey);

        Assert.IsNull(await UnwrapAsync(_keyRing, new WrappedJournalKey("data-protection", cookie)));
    }

    [TestMethod]
    public async Task An_id_of_another_kind_is_not_opened()
    {
        var wrapped = await WrapAsync(_keyRing);

        Assert.IsNull(await UnwrapAsync(_keyRing, new WrappedJournalKey("k1", wrapped.Bytes)));
    }

    // Whoever changes the purpose makes what waits in every installation unreadable.
    [TestMethod]
    public async Task Its_purpose_never_changes()
    {
        var bytes = _keyRing.CreateProtector("Blueshift.Tracking.Journal.v1").Protect(DataKey);

        Assert.AreSequenceEqual(DataKey, await UnwrapAsync(_keyRing, new WrappedJournalKey("data-protection", bytes)));
    }

    private static ValueTask<WrappedJournalKey> WrapAsync(IDataProtectionProvider keyRing) =>
        new DataProtectionKeyProvider(keyRing).WrapAsync(DataKey, CancellationToken.None);

    private static ValueTask<byte[]?> UnwrapAsync(IDataProtectionProvider keyRing, WrappedJournalKey wrapped) =>
        new DataProtectionKeyProvider(keyRing).UnwrapAsync(wrapped, CancellationToken.None);
}
