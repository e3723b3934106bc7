using TenantApp.Accounts;
using TenantApp.Hosting;

string[] settings = [.. args.Select(TenantAppOptions.Setting)];
var builder = WebApplication.CreateBuilder(
    new WebApplicationOptions { Args = settings, ContentRootPath = ContentRoot.For(args) }
);
builder.AddTenantApp();

var app = builder.Build();
app.UseTenantApp();

await using (var scope = app.Services.CreateAsyncScope())
{
    await scope.ServiceProvider.GetRequiredService<FirstStart>().PrepareAsync(Console.Out);
}
await app.RunAsync();
