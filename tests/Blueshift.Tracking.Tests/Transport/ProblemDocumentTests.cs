using System.Net;
using System.Text;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Transport;

/// <summary>A problem document of the contract is told from any other, and its limits are taken only when they are some.</summary>
[TestClass]
public sealed class ProblemDocumentTests
{
    private const string Type = "\"type\":\"https://blueshift.one/tracking/problems/too-large\"";

    [TestMethod]
    [DataRow("[]")]
    [DataRow("{}")]
    [DataRow("{\"type\":7}")]
    [DataRow("{\"type\":null}")]
    [DataRow("{\"type\":\"about:blank\"}")]
    [DataRow("{" + Type + "," + Type + "}")]
    public void What_does_not_name_a_problem_of_the_contract_is_none_of_its(string body) => Assert.IsNull(Read(body));

    [TestMethod]
    [DataRow("0")]
    [DataRow("-5")]
    [DataRow("1.5")]
    [DataRow("3000000000")]
    [DataRow("\"100\"")]
    [DataRow("null")]
    public void A_limit_that_is_no_number_of_things_is_passed_over(string limit)
    {
        var problem = Read($"{{{Type},\"maxCount\":{limit},\"maxBytes\":65536}}")!;

        Assert.AreEqual((null, 65536), (problem.MaxCount, problem.MaxBytes));
    }

    [TestMethod]
    public void A_problem_without_limits_is_one_all_the_same()
    {
        var problem = Read($"{{{Type}}}")!;

        Assert.AreEqual((null, null), (problem.MaxCount, problem.MaxBytes));
    }

    private static ProblemDocument? Read(string body) =>
        ProblemDocument.Read(
            new ReceivedAnswer
            {
                Status = HttpStatusCode.RequestEntityTooLarge,
                MediaType = "application/problem+json",
                Body = Encoding.UTF8.GetBytes(body),
                RetryAfter = null,
                RefusesGzip = false,
            }
        );
}
