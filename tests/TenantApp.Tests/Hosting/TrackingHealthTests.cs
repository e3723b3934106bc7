using System.Text.Json;
using TenantApp.Tests.Support;

namespace TenantApp.Tests.Hosting;

[TestClass]
public sealed class TrackingHealthTests
{
    [TestMethod]
    public async Task An_administrator_sees_what_the_library_knows()
    {
        await using var app = new TenantFactory()
            .Set("UserActivityTracking:ClientInstanceId", "acme-prod")
            .Set("UserActivityTracking:Endpoint", "https://tracking.vendor.example/base");

        using var shown = await ShownAsync(app);

        Assert.AreEqual("Healthy", shown.RootElement.GetProperty("status").GetString());
        Assert.StartsWith("User activity tracking is ", shown.RootElement.GetProperty("description").GetString());
        var data = shown.RootElement.GetProperty("data");
        Assert.AreEqual("ok", data.GetProperty("severity").GetString());
        Assert.AreEqual("acme-prod", data.GetProperty("instance").GetString());
        Assert.AreEqual("tracking.vendor.example", data.GetProperty("endpoint").GetString());
        Assert.AreEqual(0, data.GetProperty("waiting").GetInt64());
    }

    [TestMethod]
    public async Task Where_tracking_is_switched_off_it_says_so()
    {
        await using var app = new TenantFactory().Set("UserActivityTracking:Enabled", "false");

        using var shown = await ShownAsync(app);

        Assert.AreEqual("off", shown.RootElement.GetProperty("data").GetProperty("state").GetString());
    }

    private static async Task<JsonDocument> ShownAsync(TenantFactory app)
    {
        using var admin = await app.SignInAdministratorAsync();
        return JsonDocument.Parse((await admin.GetAsync("/health/tracking")).Text);
    }
}
