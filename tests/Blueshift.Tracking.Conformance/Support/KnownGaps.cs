namespace Blueshift.Tracking.Conformance.Support;

/// <summary>
/// Lists what samples/CentralEndpoint does not do yet, by test. Against it, and no other endpoint, such a test is inconclusive as
/// long as it fails; once it passes it fails here, so that the list stays true.
/// </summary>
internal static class KnownGaps
{
    public const string Category = "NotYetInCentralEndpoint";

    public static IReadOnlyDictionary<string, string> Missing { get; } =
        new Dictionary<string, string>
        {
            [nameof(HeartbeatTests.A_heartbeat_is_answered_as_the_schema_says)] = "POST /v1/heartbeat",
            [nameof(HeartbeatTests.Members_that_the_endpoint_does_not_know_are_ignored)] = "POST /v1/heartbeat",
            [nameof(HeartbeatTests.The_largest_heartbeat_is_taken)] = "POST /v1/heartbeat",
            [nameof(HeartbeatTests.The_same_heartbeat_may_come_again)] = "POST /v1/heartbeat",
            [nameof(HeartbeatTests.A_bad_credential_is_401)] = "POST /v1/heartbeat, which is 404 before the credential",
            [nameof(HeartbeatTests.A_source_of_another_instance_is_403)] = "POST /v1/heartbeat",
            [nameof(HeartbeatTests.Another_media_type_is_415)] = "POST /v1/heartbeat",
            [nameof(HeartbeatTests.More_than_64_KiB_is_413_with_the_limit)] = "POST /v1/heartbeat",
            [nameof(HeartbeatTests.What_is_no_heartbeat_is_400)] = "POST /v1/heartbeat",
            [nameof(HeartbeatTests.Another_method_is_405)] = "POST /v1/heartbeat",
        };
}
