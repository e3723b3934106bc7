using CentralEndpoint.BrowserTests.Support;

namespace CentralEndpoint.BrowserTests;

[TestClass]
public sealed class ChromiumProgramTests
{
    [TestMethod]
    public void What_the_variable_says_is_taken_or_nothing()
    {
        Assert.AreEqual("/opt/chromium", ChromiumProgram.Find("/opt/chromium", static _ => true));
        Assert.IsNull(ChromiumProgram.Find("/opt/chromium", static place => place != "/opt/chromium"));
        Assert.Contains("/opt/chromium", ChromiumProgram.Missing("/opt/chromium"));
    }

    [TestMethod]
    [DataRow("/usr/bin/chromium")]
    [DataRow("/usr/bin/chromium-browser")]
    [DataRow("/usr/bin/google-chrome")]
    public void Without_it_the_usual_places_are_looked_at(string place)
    {
        Assert.AreEqual(place, ChromiumProgram.Find(told: "", asked => asked == place));
    }

    [TestMethod]
    public void Where_there_is_none_it_says_what_to_install()
    {
        Assert.IsNull(ChromiumProgram.Find(told: null, static _ => false));
        Assert.AreEqual(
            "This machine has no Chromium. On Debian: apt-get install chromium. Elsewhere set BLUESHIFT_CHROMIUM to its program.",
            ChromiumProgram.Missing(told: null)
        );
    }
}
