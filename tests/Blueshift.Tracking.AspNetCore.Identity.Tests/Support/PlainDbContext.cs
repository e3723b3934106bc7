using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.AspNetCore.Identity.Tests.Support;

/// <summary>Is a context of users who have no names.</summary>
internal sealed class PlainDbContext(DbContextOptions<PlainDbContext> options) : IdentityDbContext(options)
{
    public static void Use(DbContextOptionsBuilder options) => options.UseSqlite("Data Source=:memory:");
}
