using Blueshift.Tracking.AspNetCore.Identity.Tests.Support;
using Blueshift.Tracking.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.AspNetCore.Identity.Tests;

/// <summary>A context that asks for the tracker itself: start checks the context, and the tracker needs what start checks.</summary>
[TestClass]
public sealed class TellingContextTests
{
    [TestMethod]
    public async Task It_is_told_to_leave_it_out_and_start_does_not_hang()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddUserActivityTracking(Some.Settings).CaptureIdentity<TellingDbContext, AppUser<string>>();
        services.AddDbContext<TellingDbContext>(PlainDbContext.Use);
        await using var provider = services.BuildServiceProvider();

        var thrown = Assert.ThrowsExactly<OptionsValidationException>(() => provider.GetServices<IHostedService>());

        Assert.Contains("asks for IUserActivityTracker", thrown.Message);
    }
}
