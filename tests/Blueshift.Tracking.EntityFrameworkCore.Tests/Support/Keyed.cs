namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a user with a key of some kind.</summary>
internal sealed class Keyed<TKey>
    where TKey : struct
{
    public TKey Id { get; set; }

    public string? Email { get; set; }

    public bool IsActive { get; set; } = true;

    public static void Map(EntityCaptureBuilder capture) =>
        capture.Track<Keyed<TKey>>(static user =>
            user.Email(static one => one.Email)
                .FirstName(static _ => null)
                .LastName(static _ => null)
                .ActiveWhen(static one => one.IsActive)
        );
}
