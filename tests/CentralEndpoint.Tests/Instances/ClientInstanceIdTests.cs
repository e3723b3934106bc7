using CentralEndpoint.Instances;

namespace CentralEndpoint.Tests.Instances;

[TestClass]
public sealed class ClientInstanceIdTests
{
    [TestMethod]
    [DataRow("a", true)]
    [DataRow("acme-prod", true)]
    [DataRow("a.b_c-9", true)]
    [DataRow("", false)]
    [DataRow(".", false)]
    [DataRow("..", false)]
    [DataRow("a..b", false)]
    [DataRow("-a", false)]
    [DataRow("a-", false)]
    [DataRow("Acme", false)]
    [DataRow("a/b", false)]
    [DataRow("acme\n", false)]
    [DataRow("é", false)]
    public void An_instance_id_follows_the_grammar(string id, bool isValid) =>
        Assert.AreEqual(isValid, ClientInstanceId.IsValid(id));

    [TestMethod]
    public void An_instance_id_has_at_most_64_characters()
    {
        Assert.IsTrue(ClientInstanceId.IsValid(new string('a', 64)));
        Assert.IsFalse(ClientInstanceId.IsValid(new string('a', 65)));
    }
}
