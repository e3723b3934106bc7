using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.AspNetCore.Identity.Tests.Support;

/// <summary>Is a context that asks for the tracker, as one does that tracked by hand before.</summary>
internal sealed class TellingDbContext(DbContextOptions<TellingDbContext> options, IUserActivityTracker tracker)
    : IdentityUserContext<AppUser<string>, string>(options)
{
    public IUserActivityTracker Tracker { get; } = tracker;
}
