using Blueshift.Tracking.Buffering.Journaling;

namespace Blueshift.Tracking.Tests.Buffering.Journaling;

[TestClass]
public sealed class JournalFolderTests
{
    [TestMethod]
    [DataRow("0000000001.seg", 1L)]
    [DataRow("4294967295.seg", 4294967295L)]
    [DataRow("4294967296.seg", null)]
    [DataRow("000000001.seg", null)]
    [DataRow("0000000001.tmp", null)]
    [DataRow("abcdefghij.seg", null)]
    [DataRow("+000000001.seg", null)]
    public void A_segment_s_number_is_read_from_its_own_name_alone(string name, long? number) =>
        Assert.AreEqual((uint?)number, JournalFolder.NumberOf(name));

    [TestMethod]
    [DataRow("019ab3e011aa7c008f000123456789ab", true)]
    [DataRow("019AB3E011AA7C008F000123456789AB", false)]
    [DataRow("019ab3e0-11aa-7c00-8f00-0123456789ab", false)]
    [DataRow("keys", false)]
    public void A_journal_s_id_is_read_from_a_name_that_the_library_gives(string name, bool isRead) =>
        Assert.AreEqual(isRead, JournalFolder.IdOf(name) is not null);
}
