using CentralEndpoint.Storage;
using Microsoft.EntityFrameworkCore;

namespace CentralEndpoint.Privacy.Erasures;

/// <summary>Knows which of some users of an instance were erased, and whom their activities are counted as.</summary>
internal sealed class ErasedSubjects
{
    private readonly Dictionary<string, string> _standIns = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    private ErasedSubjects() { }

    /// <param name="db">Is in a transaction of the instance.</param>
    /// <param name="index">Tells erased people again.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="sent">Subjects as the client sends them.</param>
    /// <param name="kept">Subjects as they are stored.</param>
    public static async Task<ErasedSubjects> FindAsync(
        EndpointDbContext db,
        SubjectIndex index,
        string instance,
        IEnumerable<string> sent,
        IEnumerable<string> kept
    )
    {
        var subjects = sent.Distinct(StringComparer.Ordinal)
            .ToDictionary(subject => Convert.ToHexString(index.Of(instance, subject)), StringComparer.Ordinal);
        var indexes = subjects.Keys.Select(Convert.FromHexString).ToArray();
        var standIns = kept.Distinct(StringComparer.Ordinal).ToArray();
        var rows = await db
            .Suppressions.AsNoTracking()
            .Where(row =>
                row.InstanceId == instance
                && row.Lifted == null
                && (EF.Parameter(indexes).Contains(row.SubjectIndex) || EF.Parameter(standIns).Contains(row.StandIn))
            )
            .ToListAsync();
        var erased = new ErasedSubjects();
        foreach (var row in rows)
        {
            erased._known.Add(row.StandIn);
            if (subjects.TryGetValue(Convert.ToHexString(row.SubjectIndex), out var subject))
            {
                erased._standIns.Add(subject, row.StandIn);
            }
        }

        return erased;
    }

    /// <summary>Gives whom an erased user is counted as; <see langword="null"/> for one who was not erased.</summary>
    public string? StandInOf(string subject) => _standIns.GetValueOrDefault(subject);

    /// <summary>Gets whether a stored subject stands for an erased user.</summary>
    public bool IsStandIn(string subject) => _known.Contains(subject);
}
