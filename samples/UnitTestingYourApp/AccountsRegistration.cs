using Blueshift.Tracking;
using Blueshift.Tracking.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace UnitTestingYourApp;

/// <summary>Stands for what your application registers, in production and under test alike.</summary>
public static class AccountsRegistration
{
    public static void AddAccounts(this IServiceCollection services, Action<DbContextOptionsBuilder> database)
    {
        services.AddDbContext<AccountsDbContext>(database);
        services.AddIdentityCore<Account>().AddEntityFrameworkStores<AccountsDbContext>();
        services
            .AddUserActivityTracking()
            .CaptureIdentity<AccountsDbContext, Account>(user => user.ActiveWhen(account => account.IsActive));
    }
}
