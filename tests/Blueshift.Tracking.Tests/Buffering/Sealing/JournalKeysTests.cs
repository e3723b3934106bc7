using Blueshift.Tracking.Buffering.Sealing;
using Blueshift.Tracking.Tests.Support;
using Microsoft.AspNetCore.DataProtection;

namespace Blueshift.Tracking.Tests.Buffering.Sealing;

[TestClass]
public sealed class JournalKeysTests
{
    private static readonly EphemeralDataProtectionProvider KeyRing = new();

    private readonly BufferOptions _options = new();
    private readonly ScriptedFileSystem _files = new(new CrashingFileSystem());

    [TestMethod]
    public void Without_a_choice_the_key_lies_beside_the_data() => Chosen<FileJournalKeyProvider>("file-beside");

    [TestMethod]
    public void Data_Protection_is_taken_only_when_the_host_asks_for_it() =>
        Chosen<FileJournalKeyProvider>("file-beside", dataProtection: KeyRing);

    [TestMethod]
    public void Each_choice_has_its_provider_and_its_word()
    {
        Chosen<CustomKeyProvider>("custom", custom: new CustomKeyProvider());

        _options.UsesDataProtection = true;
        Chosen<DataProtectionKeyProvider>("data-protection", dataProtection: KeyRing);

        _options.UsesDataProtection = false;
        _options.KeyFile = "/secrets/journal-key";
        Chosen<SecretKeyFileProvider>("file");
    }

    [TestMethod]
    public void Choosing_touches_no_file()
    {
        Chosen<FileJournalKeyProvider>("file-beside");
        _options.KeyFile = "/secrets/journal-key";
        Chosen<SecretKeyFileProvider>("file");

        Assert.IsEmpty(_files.Calls);
    }

    [TestMethod]
    [DataRow(true, true, true, false, "Buffer:KeyFile is set beside UseDataProtection()")]
    [DataRow(true, false, false, true, "Buffer:KeyFile is set beside a registered IJournalKeyProvider")]
    [DataRow(false, true, true, true, "UseDataProtection() is called beside a registered IJournalKeyProvider")]
    [DataRow(false, true, false, false, "the host registers no Data Protection")]
    public void What_a_container_could_not_be_asked_at_start_is_refused_here(
        bool hasKeyFile,
        bool usesDataProtection,
        bool hasDataProtection,
        bool hasCustom,
        string complaint
    )
    {
        _options.KeyFile = hasKeyFile ? "/secrets/journal-key" : null;
        _options.UsesDataProtection = usesDataProtection;

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() =>
            Choose(hasDataProtection ? KeyRing : null, hasCustom ? new CustomKeyProvider() : null)
        );

        Assert.Contains(complaint, exception.Message);
    }

    private void Chosen<T>(
        string kind,
        IDataProtectionProvider? dataProtection = null,
        IJournalKeyProvider? custom = null
    )
    {
        var keys = Choose(dataProtection, custom);

        Assert.AreEqual(kind, keys.Kind);
        Assert.IsInstanceOfType<T>(keys.Provider);
    }

    private JournalKeys Choose(IDataProtectionProvider? dataProtection, IJournalKeyProvider? custom) =>
        JournalKeys.Choose(_options, dataProtection, custom, _files, "/buffer");
}
