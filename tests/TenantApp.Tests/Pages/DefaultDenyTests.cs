using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using TenantApp.Tests.Support;

namespace TenantApp.Tests.Pages;

[TestClass]
public sealed class DefaultDenyTests
{
    [TestMethod]
    public async Task A_page_for_which_nobody_named_a_permission_is_open_to_nobody()
    {
        await using var app = new TenantFactory
        {
            Doubles = services =>
                services.Configure<RazorPagesOptions>(pages =>
                    pages.Conventions.AddPageApplicationModelConvention("/Announcements/Create", ForgetPermission)
                ),
        };
        using var admin = await app.SignInAdministratorAsync();
        using var nobody = app.NewBrowser();

        Assert.AreEqual(HttpStatusCode.Forbidden, (await admin.GetAsync("/announcements/create")).Status);
        Assert.AreEqual(HttpStatusCode.Redirect, (await nobody.GetAsync("/announcements/create")).Status);
    }

    private static void ForgetPermission(PageApplicationModel page)
    {
        foreach (var permission in page.EndpointMetadata.OfType<IAuthorizeData>().ToList())
        {
            page.EndpointMetadata.Remove((object)permission);
        }
    }
}
