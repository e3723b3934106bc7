using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Capture;

/// <summary>Turns a person into a question, and asks it of the buffer.</summary>
/// <param name="archive">What the buffer answers to people.</param>
/// <param name="subjects">Derives the codes that stand for users.</param>
internal sealed class UserActivityPrivacy(IBufferArchive archive, Subject? subjects = null) : IUserActivityPrivacy
{
    public ValueTask<PersonFindings> FindAsync(PersonQuery person, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        return archive.FindAsync(PersonPredicate.Of(person, subjects), cancellationToken);
    }

    public ValueTask ExportAsync(PersonQuery person, Stream utf8Json, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        ArgumentNullException.ThrowIfNull(utf8Json);
        return WriteAsync(PersonPredicate.Of(person, subjects), utf8Json, cancellationToken);
    }

    public ValueTask<PersonFindings> EraseAsync(PersonQuery person, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        return archive.EraseAsync(PersonPredicate.Of(person, subjects), cancellationToken);
    }

    private async ValueTask WriteAsync(ActivityPredicate matches, Stream utf8Json, CancellationToken cancellationToken)
    {
        using var export = new PersonExport(utf8Json);
        export.Begin();
        var findings = await archive.ExportAsync(matches, export, cancellationToken).ConfigureAwait(false);
        await export.EndAsync(findings, cancellationToken).ConfigureAwait(false);
    }
}
