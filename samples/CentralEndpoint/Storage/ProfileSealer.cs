using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CentralEndpoint.Storage;

/// <summary>
/// Seals a person under a key derived from the master key: see <see cref="SealedBox"/>. The instance and the activity id are authenticated with it, so that a row moved elsewhere does not open.
/// </summary>
internal sealed class ProfileSealer(MasterKey key)
{
    private readonly SealedBox _box = new(key.Derive("profile", MasterKey.Length));

    private readonly byte[] _indexKey = key.Derive("email-index", MasterKey.Length);

    /// <summary>Gets whether this machine can tell that two texts are the same in another composition.</summary>
    public static bool CanCompose => "e\u0308".Normalize(NormalizationForm.FormC) == "\u00EB";

    public string KeyId { get; } = key.Id;

    /// <summary>
    /// Gives what finds a person by the address without holding it: HMAC-SHA-256 over the trimmed address in Unicode's composed form
    /// and lower case. Whoever has the key can try addresses, so it is as personal as the box.
    /// </summary>
    /// <returns><see langword="null"/> where there is no address.</returns>
    public byte[]? Index(string email)
    {
        var address = email.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();
        return address.Length == 0 ? null : HMACSHA256.HashData(_indexKey, Encoding.UTF8.GetBytes(address));
    }

    public byte[] Seal(string instance, string activityId, Profile profile) =>
        _box.Seal(Place(instance, activityId), profile.FirstName, profile.LastName, profile.Email);

    /// <exception cref="CryptographicException">The box was changed, moved or sealed under another key.</exception>
    public Profile Open(string instance, string activityId, ReadOnlySpan<byte> box) =>
        Opened(_box.Open(Place(instance, activityId), box));

    /// <summary>Seals a person as corrected.</summary>
    public byte[] SealCorrection(string instance, string subject, long time, Profile profile) =>
        _box.Seal(CorrectionPlace(instance, subject, time), profile.FirstName, profile.LastName, profile.Email);

    /// <exception cref="CryptographicException">The box was changed, moved or sealed under another key.</exception>
    public Profile OpenCorrection(CorrectionRow row) =>
        Opened(_box.Open(CorrectionPlace(row.InstanceId, row.Subject, row.Time), row.Box));

    private static Profile Opened(string?[] members) => new(members[0]!, members[1]!, members[2]!);

    private static string Place(string instance, string activityId) => $"profile-1\0{instance}\0{activityId}";

    private static string CorrectionPlace(string instance, string subject, long time) =>
        string.Create(CultureInfo.InvariantCulture, $"correction-1\0{instance}\0{subject}\0{time}");
}
