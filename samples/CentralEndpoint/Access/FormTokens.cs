using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Access;

/// <summary>
/// Makes the token that every form of a signed-in page carries: HMAC-SHA-256 over the id of the session. Who does not read pages of the
/// session cannot make one, and no cookie is needed for it.
/// </summary>
internal sealed class FormTokens(MasterKey key)
{
    /// <summary>Is the name of its field.</summary>
    public const string Field = "form-token";

    private readonly byte[] _key = key.Derive("form", MasterKey.Length);

    public string Make(ClaimsPrincipal user) =>
        Base64Url.EncodeToString(
            HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(user.FindFirstValue(StaffClaims.Session) ?? ""))
        );

    public bool IsOf(ClaimsPrincipal user, string token) =>
        user.FindFirst(StaffClaims.Session) is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Make(user)), Encoding.UTF8.GetBytes(token));
}
