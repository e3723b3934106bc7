namespace Blueshift.Tracking.Buffering;

/// <summary>
/// Is what a buffer has to say to the endpoint of its numbers. Every buffer has one. All members may be called from any thread;
/// storage faults do not leave it.
/// </summary>
internal interface IBufferReports
{
    /// <summary>Says how the sources stand that this process holds, its own first.</summary>
    /// <param name="maxSources">The most sources, at least 1; those left out come first the next time.</param>
    /// <param name="maxRanges">The most ranges of what was given up, in all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<SourceReport>> ReportAsync(
        int maxSources,
        int maxRanges,
        CancellationToken cancellationToken
    );

    /// <summary>Notes that the endpoint has these reports: what they say was given up need not be said again.</summary>
    ValueTask ToldAsync(IReadOnlyList<SourceReport> reports, CancellationToken cancellationToken);
}
