using Microsoft.AspNetCore.Identity;

namespace Blueshift.Tracking.AspNetCore.Identity.Tests.Support;

/// <summary>Is a user with names by the usual properties.</summary>
/// <typeparam name="TKey">The key's type.</typeparam>
internal sealed class AppUser<TKey> : IdentityUser<TKey>
    where TKey : IEquatable<TKey>
{
    public string? GivenName { get; set; }

    public string? FamilyName { get; set; }

    public bool IsRetired { get; set; }
}
