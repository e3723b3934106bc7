using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Says of the sources what the test wants, and shows what it was told that the endpoint has.</summary>
internal sealed class ScriptedReports : IBufferReports
{
    public IReadOnlyList<SourceReport> Reports { get; set; } = [];

    public List<IReadOnlyList<SourceReport>> Told { get; } = [];

    public static SourceReport Report(params GivenUpRange[] givenUp) =>
        new()
        {
            Source = "/clients/acme-prod/journals/019ab3e0-11aa-7c00-8f00-0123456789ab",
            Last = 412,
            SettledThrough = 400,
            Waiting = 12,
            GivenUp = givenUp,
            HasMore = false,
        };

    public ValueTask<IReadOnlyList<SourceReport>> ReportAsync(
        int maxSources,
        int maxRanges,
        CancellationToken cancellationToken
    ) => ValueTask.FromResult(Reports);

    public ValueTask ToldAsync(IReadOnlyList<SourceReport> reports, CancellationToken cancellationToken)
    {
        Told.Add(reports);
        return ValueTask.CompletedTask;
    }
}
