using CentralEndpoint.BrowserTests.Support;

namespace CentralEndpoint.BrowserTests;

[TestClass]
public sealed class ScreenshotsTests
{
    [TestMethod]
    public void Without_a_folder_there_are_none()
    {
        Assert.IsNull(Screenshots.FolderOf(told: null, "/repository"));
        Assert.IsNull(Screenshots.FolderOf("", "/repository"));
    }

    [TestMethod]
    public void They_go_where_it_is_said_but_never_into_the_repository()
    {
        Assert.AreEqual("/pictures", Screenshots.FolderOf("/pictures", "/repository"));
        Assert.AreEqual("/repository-pictures", Screenshots.FolderOf("/repository-pictures", "/repository"));
        Assert.ThrowsExactly<AssertFailedException>(() => Screenshots.FolderOf("/repository/a", "/repository"));
        Assert.ThrowsExactly<AssertFailedException>(() => Screenshots.FolderOf("/x/../repository", "/repository"));
    }
}
