using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.AspNetCore.Identity.Tests.Support;

/// <summary>Is the context of a host as Identity's templates have it.</summary>
/// <typeparam name="TKey">The type of keys.</typeparam>
internal sealed class AppDbContext<TKey>(DbContextOptions<AppDbContext<TKey>> options)
    : IdentityDbContext<AppUser<TKey>, IdentityRole<TKey>, TKey>(options)
    where TKey : IEquatable<TKey>;
