using System.Text.Json.Nodes;
using Blueshift.Tracking.Testing.AspNetCore.Serving;
using Blueshift.Tracking.Testing.AspNetCore.Tests.Support;

namespace Blueshift.Tracking.Testing.AspNetCore.Tests;

/// <summary>What is refused as a whole for its size, its form or its sender.</summary>
[TestClass]
public sealed class LimitsTests
{
    [TestMethod]
    public async Task More_activities_than_the_limit_are_413_with_the_limits_and_the_limit_itself_is_not()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync(new() { MaxCount = 3, MaxBytes = 9_000 });
        using var client = new TestClient(endpoint);

        using var refused = await client.PostAsync(Batches.Of(1, 2, 3, 4));
        var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!;

        Assert.AreEqual(413, (int)refused.StatusCode);
        Assert.AreEqual((3, 9_000), ((int)problem["maxCount"]!, (int)problem["maxBytes"]!));
        Assert.HasCount(3, await client.VerdictsAsync(Batches.Of(1, 2, 3)));
    }

    [TestMethod]
    public async Task Bytes_are_limited_on_the_wire_and_behind_the_compression()
    {
        var batch = Batches.Range(1, 100);
        var gzip = TestClient.Gzip(batch);
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        using var client = new TestClient(endpoint);

        async Task<int> SendAsync(int maxWireBytes, int maxBytes)
        {
            (endpoint.Options.MaxWireBytes, endpoint.Options.MaxBytes) = (maxWireBytes, maxBytes);
            using var request = TestClient.Request(gzip);
            request.Content!.Headers.ContentEncoding.Add("gzip");
            using var response = await client.SendAsync(request);
            return (int)response.StatusCode;
        }

        Assert.AreEqual(413, await SendAsync(gzip.Length - 1, batch.Length));
        Assert.AreEqual(413, await SendAsync(gzip.Length, batch.Length - 1));
        Assert.AreEqual(200, await SendAsync(gzip.Length, batch.Length));
    }

    [TestMethod]
    public async Task Only_the_given_keys_are_accepted_each_for_its_instance_alone()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        endpoint.Options.ApiKeys = new() { [ScriptedEndpoint.ApiKey] = "acme-prod" };
        using var client = new TestClient(endpoint);
        var foreign = Batches.Of(1, 2).Replace("/clients/acme-prod/", "/clients/globex-prod/");

        Assert.AreEqual(200, await StatusAsync(client, Batches.Of(1)));
        Assert.AreEqual(403, await StatusAsync(client, foreign));
        endpoint.Options.ApiKeys = [];
        Assert.AreEqual(401, await StatusAsync(client, Batches.Of(2)));
        Assert.HasCount(1, endpoint.Activities);
    }

    [TestMethod]
    public async Task Without_keys_any_bearer_is_accepted_for_one_instance_at_a_time()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        using var client = new TestClient(endpoint);
        using var anonymous = TestClient.Request("[]");
        anonymous.Headers.Authorization = null;
        var mixed = Batches.Changed(activity => activity["data"]!["clientInstanceId"] = "globex-prod");

        using var refused = await client.SendAsync(anonymous);

        Assert.AreEqual(401, (int)refused.StatusCode);
        Assert.AreEqual("Bearer", refused.Headers.WwwAuthenticate.ToString());
        Assert.AreEqual(403, await StatusAsync(client, mixed));
        Assert.AreEqual(200, await StatusAsync(client, Batches.Of(1).Replace("acme-prod", "globex-prod")));
        Assert.AreEqual("globex-prod", endpoint.Activities.Single().Instance);
    }

    [TestMethod]
    public async Task Another_media_type_or_encoding_is_415_and_another_address_or_method_404_or_405()
    {
        await using var endpoint = await ScriptedEndpoint.StartAsync();
        using var client = new TestClient(endpoint);
        using var json = TestClient.Request("[]");
        json.Content!.Headers.ContentType = new("application/json");
        using var brotli = TestClient.Request("[]");
        brotli.Content!.Headers.ContentEncoding.Add("br");
        using var elsewhere = TestClient.Request([], "/v2/activities");
        using var get = new HttpRequestMessage(HttpMethod.Get, "/v1/activities");

        using var ofJson = await client.SendAsync(json);
        using var ofBrotli = await client.SendAsync(brotli);
        using var ofElsewhere = await client.SendAsync(elsewhere);
        using var ofGet = await client.SendAsync(get);

        HttpResponseMessage[] answers = [ofJson, ofBrotli, ofElsewhere, ofGet];
        Assert.AreSequenceEqual([415, 415, 404, 405], answers.Select(answer => (int)answer.StatusCode));
        Assert.AreEqual("gzip", ofBrotli.Headers.GetValues("Accept-Encoding").Single());
        Assert.IsTrue(
            answers.All(answer => answer.Content.Headers.ContentType?.MediaType == "application/problem+json")
        );
    }

    private static async Task<int> StatusAsync(TestClient client, string batch)
    {
        using var response = await client.PostAsync(batch);
        return (int)response.StatusCode;
    }
}
