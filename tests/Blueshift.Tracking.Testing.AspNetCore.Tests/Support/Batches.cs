using System.Text.Json.Nodes;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests.Support;

/// <summary>Makes batches of invented people, as the contract wants them or with a change.</summary>
internal static class Batches
{
    public const string Instance = "acme-prod";
    public const string Subject = "qK2w1m0T3u8hYf6Zr5cV9A";
    public const string Now = "2026-11-24T08:51:34.120Z";

    public static string Id(int number) => $"019ab3f2-7c41-7d0e-9b1a-{number:x12}";

    /// <summary>Makes one batch of the activities with these numbers.</summary>
    public static string Of(params int[] numbers) =>
        new JsonArray([.. numbers.Select(number => Activity(number))]).ToJsonString();

    public static string Range(int first, int count) => Of([.. Enumerable.Range(first, count)]);

    /// <summary>Makes a batch of one activity that was changed.</summary>
    public static string Changed(Action<JsonObject> change, int number = 1)
    {
        var activity = Activity(number);
        change(activity);
        return new JsonArray(activity).ToJsonString();
    }

    public static JsonObject Activity(int number) =>
        new()
        {
            ["specversion"] = "1.0",
            ["type"] = "one.blueshift.user-activity.v1",
            ["source"] = "/clients/acme-prod/journals/019ab3e0-11aa-7c00-8f00-0123456789ab",
            ["sequence"] = $"{number:D19}",
            ["id"] = Id(number),
            ["subject"] = Subject,
            ["data"] = new JsonObject
            {
                ["firstName"] = "Amelia",
                ["lastName"] = "Nguyen",
                ["email"] = "amelia.nguyen@customer.example",
                ["clientInstanceId"] = Instance,
                ["status"] = "addition",
                ["date"] = Now,
            },
        };
}
