using System.Reflection;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests.Conventions;

/// <summary>docs/testing.md tells of everything that can be asked of the endpoint.</summary>
[TestClass]
public sealed class TestingPageTests
{
    private static readonly string Page = Repository.Read("docs/testing.md");

    [TestMethod]
    public void The_page_names_every_answer_and_every_fault()
    {
        var answers = typeof(EndpointAnswer)
            .GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(member => member is PropertyInfo or MethodInfo { IsSpecialName: false })
            .Select(member => member.Name)
            .Where(name => name != nameof(ToString))
            .ToHashSet();

        Assert.IsGreaterThan(10, answers.Count);
        Assert.IsEmpty(answers.Where(name => !Page.Contains($"`{name}") && !Page.Contains($"`.{name}(")));
        Assert.IsEmpty(Enum.GetNames<EndpointFault>().Where(name => !Page.Contains($"`{name}`")));
    }

    [TestMethod]
    public void The_page_names_every_member_of_the_endpoint()
    {
        var members = typeof(FakeCentralEndpoint)
            .GetMembers(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(member => member is MethodInfo { IsSpecialName: false })
            .Select(member => member.Name)
            .Where(name => name != nameof(IAsyncDisposable.DisposeAsync));

        Assert.IsEmpty(members.Where(name => !Page.Contains(name)));
    }
}
