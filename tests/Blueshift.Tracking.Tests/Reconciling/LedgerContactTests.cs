using Blueshift.Tracking.Reconciling;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Reconciling;

[TestClass]
public sealed class LedgerContactTests
{
    [TestMethod]
    public void What_is_written_is_read_back()
    {
        var user = LedgerContact.Read(LedgerContact.Write(Some.User("käy", "Zoë", null, "")))!;

        Assert.AreEqual(("käy", "Zoë", "", ""), (user.Key, user.FirstName, user.LastName, user.Email));
    }

    [TestMethod]
    public void What_is_none_is_none()
    {
        var contact = LedgerContact.Write(Some.User());

        Assert.IsNull(LedgerContact.Read([]));
        Assert.IsNull(LedgerContact.Read([2, .. contact.AsSpan(1)]), "Of a later version.");
        for (var length = 0; length < contact.Length; length++)
        {
            Assert.IsNull(LedgerContact.Read(contact.AsSpan(0, length)));
        }
    }
}
