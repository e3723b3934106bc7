using System.Text;
using System.Text.Json;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Transport;

[TestClass]
public sealed class JsonLiteralsTests
{
    [TestMethod]
    [DataRow("tom@customer.example")]
    [DataRow("[nora]")]
    [DataRow("""{"email":fred@customer.example}""")]
    [DataRow("""{"a":"\"","b":trueish,"c":tru}""")]
    public void A_word_that_the_framework_would_repeat_is_refused(string json) =>
        Assert.IsFalse(JsonLiterals.AreKnown(Encoding.UTF8.GetBytes(json)));

    [TestMethod]
    [DataRow("""{"a":true,"b":[false,null,1e5],"tom":"\\","fred":"a \"quoted\" nora"}""")]
    [DataRow("""["an end that is missing""")]
    [DataRow("")]
    public void What_is_none_is_left_to_the_reader(string json) =>
        Assert.IsTrue(JsonLiterals.AreKnown(Encoding.UTF8.GetBytes(json)));

    [TestMethod]
    [DataRow("tom@customer.example")]
    public void The_framework_does_repeat_it(string json)
    {
        var fault = Assert.Throws<JsonException>(() => JsonDocument.Parse(json));

        Assert.Contains(json, fault.Message);
    }
}
