using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Blueshift.Tracking.AspNetCore.Identity.Tests.Support;

/// <summary>Is a manager of the host's own, derived from Identity's.</summary>
internal sealed class SilentManager(
    IUserStore<Member> store,
    IOptions<IdentityOptions> options,
    IPasswordHasher<Member> hasher,
    IEnumerable<IUserValidator<Member>> userValidators,
    IEnumerable<IPasswordValidator<Member>> passwordValidators,
    ILookupNormalizer normalizer,
    IdentityErrorDescriber errors,
    IServiceProvider services,
    ILogger<UserManager<Member>> logger
)
    : UserManager<Member>(
        store,
        options,
        hasher,
        userValidators,
        passwordValidators,
        normalizer,
        errors,
        services,
        logger
    );
