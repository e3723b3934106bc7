using System.Runtime.CompilerServices;

namespace Blueshift.Tracking.Conformance.Support;

/// <summary>Marks a test of <see cref="KnownGaps"/>. It is run all the same, and only its outcome is read the other way round.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NotYetInCentralEndpointAttribute(
    [CallerFilePath] string callerFilePath = "",
    [CallerLineNumber] int callerLineNumber = -1
) : TestMethodAttribute(callerFilePath, callerLineNumber)
{
    internal static bool Applies { get; set; }

    public override async Task<TestResult[]> ExecuteAsync(ITestMethod testMethod)
    {
        var results = await base.ExecuteAsync(testMethod);
        if (Applies)
        {
            foreach (var result in results)
            {
                Turn(result, KnownGaps.Missing[testMethod.TestMethodName]);
            }
        }

        return results;
    }

    private static void Turn(TestResult result, string missing)
    {
        if (result.Outcome == UnitTestOutcome.Passed)
        {
            result.Outcome = UnitTestOutcome.Failed;
            result.TestFailureException = new AssertFailedException(
                $"samples/CentralEndpoint does this now: {missing}. Take the test off KnownGaps and make it a [TestMethod]."
            );
        }
        else if (IsAssertion(result.TestFailureException))
        {
            result.Outcome = UnitTestOutcome.Inconclusive;
            result.TestFailureException = new AssertInconclusiveException(
                $"samples/CentralEndpoint does not do this yet: {missing}."
            );
        }
    }

    // Anything else, such as an endpoint that is not there, is no known gap.
    private static bool IsAssertion(Exception? exception) =>
        exception is AssertFailedException || (exception is not null && IsAssertion(exception.InnerException));
}
