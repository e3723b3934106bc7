using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TenantApp.Tests.Support;

namespace TenantApp.Tests.Pages;

[TestClass]
public sealed class DefaultDenyTests
{
    [TestMethod]
    [DataRow("/")]
    [DataRow("/announcements/create")]
    [DataRow("/users")]
    [DataRow("/users/create")]
    [DataRow("/operations")]
    public async Task A_page_for_which_nobody_named_a_permission_is_open_to_nobody(string path)
    {
        await using var app = new TenantFactory
        {
            Doubles = services => services.AddSingleton<MatcherPolicy, ForgottenPermissions>(),
        };
        using var admin = await app.SignInAdministratorAsync();
        using var nobody = app.NewBrowser();

        Assert.AreEqual(HttpStatusCode.Forbidden, (await admin.GetAsync(path)).Status);
        Assert.AreEqual(HttpStatusCode.Redirect, (await nobody.GetAsync(path)).Status);
    }
}
