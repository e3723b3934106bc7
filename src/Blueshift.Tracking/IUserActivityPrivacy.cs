namespace Blueshift.Tracking;

/// <summary>
/// Finds, exports and erases what this side keeps of one person: whatever waits, the dead letters, and what was delivered but can
/// still be read in the buffer's files. What the endpoint has is the endpoint's to erase. A singleton.
/// </summary>
/// <remarks>
/// With <see cref="UserActivityTrackingOptions.Enabled"/> off it finds nothing. Sub-folders of the buffer that other processes of
/// this installation hold are not reached: <see cref="PersonFindings.IsComplete"/> says so.
/// </remarks>
public interface IUserActivityPrivacy
{
    /// <summary>Counts the activities of a person.</summary>
    /// <param name="person">Who.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>Numbers, no values.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="person"/> is <see langword="null"/>.</exception>
    ValueTask<PersonFindings> FindAsync(PersonQuery person, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes the activities of a person as one JSON object: <c>activities</c>, each with <c>store</c>, <c>recordedAt</c>, <c>key</c> and
    /// <c>activity</c> as it is sent, then <c>complete</c>, as <see cref="PersonFindings.IsComplete"/>.
    /// </summary>
    /// <param name="person">Who.</param>
    /// <param name="utf8Json">Takes UTF-8; stays open. Whoever gives it answers for what becomes of it.</param>
    /// <param name="cancellationToken">Ends the export; what was written is then no whole JSON.</param>
    /// <returns>Completes when all is written.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    ValueTask ExportAsync(PersonQuery person, Stream utf8Json, CancellationToken cancellationToken = default);

    /// <summary>
    /// Erases the activities of a person: what was not delivered is given up as <see cref="DropReason.Erased"/>, and their bytes can be
    /// read in no file of the buffer any more. Delivery pauses meanwhile and waits for requests under way, 30 seconds at most; recording
    /// goes on.
    /// </summary>
    /// <param name="person">Who. Record nothing more of them before you call, for example the removal of their account.</param>
    /// <param name="cancellationToken">Ends it between two files; call again to go on.</param>
    /// <returns>What was found and erased. If <see cref="PersonFindings.IsComplete"/> is <see langword="false"/>, something is left.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="person"/> is <see langword="null"/>.</exception>
    /// <exception cref="OperationCanceledException">It was ended, or the buffer was closed, before it was done.</exception>
    ValueTask<PersonFindings> EraseAsync(PersonQuery person, CancellationToken cancellationToken = default);
}
