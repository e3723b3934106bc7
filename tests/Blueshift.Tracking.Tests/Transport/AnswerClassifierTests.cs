using System.Net;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Transport;

[TestClass]
public sealed class AnswerClassifierTests
{
    [TestMethod]
    [DataRow("https://blueshift.one/tracking/problems/instance-retired", true)]
    [DataRow("about:blank", false)]
    public void A_410_says_that_the_instance_was_ended_if_the_endpoint_says_it(string type, bool isRetired)
    {
        var body = System.Text.Encoding.UTF8.GetBytes($$"""{"type":"{{type}}","status":410}""");
        var received = new ReceivedAnswer
        {
            Status = HttpStatusCode.Gone,
            MediaType = "application/problem+json",
            Body = body,
            RetryAfter = null,
            RefusesGzip = false,
        };

        var answer = AnswerClassifier.Classify(received, new OutgoingBatch(), wasCompressed: false);

        Assert.AreEqual((AnswerKind.Pause, DeliveryFault.EndpointRefused), (answer.Kind, answer.Fault));
        Assert.AreEqual(isRetired, answer.IsRetired);
    }
}
