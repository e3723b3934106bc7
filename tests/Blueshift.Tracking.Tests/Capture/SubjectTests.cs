using System.Buffers.Text;
using Blueshift.Tracking.Capture;

namespace Blueshift.Tracking.Tests.Capture;

[TestClass]
public sealed class SubjectTests
{
    // Calculated by another language's SHA-256 from the definition in the wire contract.
    [TestMethod]
    [DataRow("acme-prod", "user-1", "Pr9_voct8DKOYLzVB89bZA")]
    [DataRow("acme-prod", "Zoë", "w7MDRBrVLW5AqsyFL58fGQ")]
    [DataRow("globex-prod", "user-1", "_fY1TEH6gzgEA5JC1m7Opg")]
    public void It_is_the_contract_s_hash_of_instance_and_key(string instance, string key, string expected)
    {
        var subject = new byte[Subject.Length];

        new Subject(instance).Write(key, subject);

        Assert.AreEqual(expected, Base64Url.EncodeToString(subject));
    }
}
