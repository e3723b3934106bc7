using CentralEndpoint.Storage;

namespace CentralEndpoint.Ingest;

/// <summary>Inserts what a batch brought. Tracking a thousand entities for it would cost several times the insert.</summary>
internal sealed class BatchInsert(EndpointDbContext db, string instance, long received, ProfileSealer sealer)
{
    private readonly TableInsert _activities = new(
        db,
        "activity",
        "instance",
        "id",
        "subject",
        "added",
        "date",
        "sequence",
        "source",
        "origin",
        "received"
    );

    private readonly TableInsert _profiles = new(db, "profile", "instance", "activity", "key_id", "box", "email_index");

    private readonly TableInsert _noted = new(db, "noted_number", "instance", "source", "sequence")
    {
        Ending = "ON CONFLICT DO NOTHING",
    };

    /// <summary>Takes an accepted activity.</summary>
    public void Add(ReceivedActivity activity)
    {
        AddStripped(activity, activity.Subject!);
        var profile = activity.Profile!;
        _profiles.Add(
            instance,
            activity.Id,
            sealer.KeyId,
            sealer.Seal(instance, activity.Id, profile),
            sealer.Index(profile.Email)
        );
    }

    /// <summary>Takes what is counted of an activity, and nobody's name, under a subject that need not be its own.</summary>
    public void AddStripped(ReceivedActivity activity, string subject) =>
        _activities.Add(
            instance,
            activity.Id,
            subject,
            activity.Added,
            activity.Date.ToUnixTimeMilliseconds(),
            activity.Sequence,
            activity.Source,
            activity.Origin,
            received
        );

    /// <summary>Takes the number of one that was rejected: its place in its journal is no gap.</summary>
    public void Note(string source, string sequence) => _noted.Add(instance, source, sequence);

    public async Task RunAsync()
    {
        await _activities.RunAsync();
        await _profiles.RunAsync();
        await _noted.RunAsync();
    }
}
