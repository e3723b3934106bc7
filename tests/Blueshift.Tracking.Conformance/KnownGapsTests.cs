using System.Reflection;
using Blueshift.Tracking.Conformance.Support;

namespace Blueshift.Tracking.Conformance;

[TestClass]
public sealed class KnownGapsTests
{
    [TestMethod]
    public void The_list_names_the_marked_tests_and_no_others()
    {
        var marked = typeof(KnownGaps)
            .Assembly.GetTypes()
            .SelectMany(static type => type.GetMethods())
            .Where(static method => method.GetCustomAttribute<NotYetInCentralEndpointAttribute>() is not null)
            .ToList();

        Assert.AreSequenceEqual(
            KnownGaps.Missing.Keys.Order(StringComparer.Ordinal),
            marked.Select(static method => method.Name).Order(StringComparer.Ordinal)
        );
        Assert.IsTrue(
            marked.TrueForAll(static method =>
                method.GetCustomAttribute<TestCategoryAttribute>()?.TestCategories is [KnownGaps.Category]
            )
        );
    }
}
