using System.Reflection;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.Compliance.Classification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Blueshift.Tracking.Tests.Privacy;

/// <summary>What tells something of a user is marked as such, and a host's own redaction recognises it.</summary>
[TestClass]
public sealed class ClassificationTests
{
    // A member that holds something of a user belongs here, with its mark.
    private static readonly string[] Personal =
    [
        "ActivityRecord.All",
        "ActivityRecord.Bytes",
        "ActivityRecord.Key",
        "ActivityRecord.Subject",
        "AdjustedText.Value",
        "BodyBuffer.Written",
        "BodyContent.Bytes",
        "Candidate.Subject",
        "Candidate.User",
        "Claim.Activities",
        "ClaimedActivity.Bytes",
        "CommitFrame.Plain",
        "EncodedActivities.Records",
        "FoundActivity.Activity",
        "HeartbeatAnswer.Forget",
        "HeartbeatFacts.Forgotten",
        "HeartbeatOrders.Forgotten",
        "LedgerLine.Contact",
        "LedgerLine.Subject",
        "OutgoingActivity.Bytes",
        "OutgoingBatch.Activities",
        "PersonQuery.Email",
        "PersonQuery.Key",
        "SegmentReader.Plain",
        "SideChange.Record",
        "SideFrame.Plain",
        "StoredActivity.Email",
        "StoredActivity.FirstName",
        "StoredActivity.LastName",
        "TrackedUser.Email",
        "TrackedUser.FirstName",
        "TrackedUser.Key",
        "TrackedUser.LastName",
        "UserActivity.User",
    ];

    private static readonly string[] Nobodys =
    [
        "DataKey.Bytes",
        "ReceivedAnswer.Body",
        "SegmentCipher.Commitment",
        "SegmentHeader.Commitment",
        "SegmentHeader.Salt",
        "WrappedJournalKey.Bytes",
    ];

    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly List<PropertyInfo> Members = typeof(IUserActivityTracker)
        .Assembly.GetTypes()
        .Where(type => !type.Name.Contains('<'))
        .SelectMany(type => type.GetProperties(Declared))
        .ToList();

    [TestMethod]
    public void Every_member_that_holds_something_of_a_user_is_marked()
    {
        var marked = Members
            .Where(member => member.GetCustomAttribute<UserActivityPersonalDataAttribute>() is not null)
            .Select(member => $"{member.DeclaringType!.Name}.{member.Name}");

        Assert.AreSequenceEqual(Personal, marked.Order(StringComparer.Ordinal));
    }

    [TestMethod]
    public void Bytes_that_are_not_marked_are_keys_salts_and_answers()
    {
        var unmarked = Members
            .Where(member => member.GetCustomAttribute<UserActivityPersonalDataAttribute>() is null)
            .Where(member => $"{member.PropertyType}".Contains("[System.Byte]", StringComparison.Ordinal))
            .Select(member => $"{member.DeclaringType!.Name}.{member.Name}");

        Assert.AreSequenceEqual(Nobodys, unmarked.Order(StringComparer.Ordinal));
    }

    [TestMethod]
    public void Whom_a_query_means_is_marked_where_it_comes_in()
    {
        foreach (var method in new[] { nameof(PersonQuery.ByKey), nameof(PersonQuery.ByEmail) })
        {
            var parameter = typeof(PersonQuery).GetMethod(method)!.GetParameters().Single();
            Assert.IsNotNull(parameter.GetCustomAttribute<UserActivityPersonalDataAttribute>(), method);
        }
    }

    [TestMethod]
    public void The_mark_is_of_the_library_s_own_taxonomy()
    {
        var classification = new UserActivityPersonalDataAttribute().Classification;

        Assert.AreEqual(UserActivityTaxonomy.PersonalData, classification);
        Assert.AreEqual(new DataClassification("Blueshift.Tracking", "PersonalData"), classification);
    }

    [TestMethod]
    public void A_host_that_logs_a_user_and_redacts_has_nothing_of_the_user_in_its_log()
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddFakeLogging().EnableRedaction());
        services.AddRedaction();
        using var provider = services.BuildServiceProvider();
        var logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger("Host");

        logger.Made(Some.User("canary-key", "Canary-Amelia", "Canary-Nguyen", "canary@customer.example"));
        logger.Invited("canary@customer.example");

        var logged = provider.GetFakeLogCollector().GetSnapshot();
        Assert.HasCount(2, logged);
        foreach (var record in logged)
        {
            var told = string.Join(' ', record.StructuredState!.Select(tag => $"{tag.Key}={tag.Value}"));
            Assert.DoesNotContain("anary", told + record.Message);
        }
        // Where nothing is looked for, nothing is found.
        string[] members = ["Email", "FirstName", "Key", "LastName"];
        Assert.IsEmpty(members.Where(member => logged[0].StructuredState!.All(tag => !tag.Key.EndsWith(member))));
    }
}
