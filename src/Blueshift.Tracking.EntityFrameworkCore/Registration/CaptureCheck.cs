using System.Diagnostics.CodeAnalysis;
using Blueshift.Tracking.Configuration;
using Blueshift.Tracking.EntityFrameworkCore.Connecting;
using Blueshift.Tracking.EntityFrameworkCore.Mapping;

namespace Blueshift.Tracking.EntityFrameworkCore.Registration;

/// <summary>Checks at start that what is mapped can be captured and compared, and where it is to wait.</summary>
internal sealed class CaptureCheck(IContextFacts facts, EntityCapture capture) : IFurtherCheck
{
    [SuppressMessage(
        "Design",
        "CA1031:Do not catch general exception types",
        Justification = "A host's context throws what it pleases; the fault is told with the others."
    )]
    public IEnumerable<string> Faults(UserActivityTrackingOptions options)
    {
        try
        {
            return [.. facts.Report.Faults, .. Undated(options)];
        }
        catch (Exception exception)
        {
            // Its message may have a connection string in it.
            var context = capture.ContextType.Name;
            return
            [
                facts.IsCircular
                    ? $"CaptureEntities<{context}>: {context}, or what it is made of, asks for IUserActivityTracker, which waits in the "
                        + "database of the context. Its users are captured without it: leave it out, or ask the service provider for it "
                        + "at the first use."
                    : $"CaptureEntities<{context}>: {context} cannot be made ({exception.GetType().Name}). Register it so that the "
                        + "host's services can make one in a scope of its own.",
            ];
        }
    }

    // Existing users are sent under the date at which they were created, and no date is made up.
    private IEnumerable<string> Undated(UserActivityTrackingOptions options) =>
        options.Baseline == BaselineMode.Send
            ? capture
                .Maps.Where(static map => map.Get(UserMember.CreatedAt) is null)
                .Select(static map =>
                    $"{UserActivityTrackingOptions.SectionName}:Baseline is Send, but Track<{map.UserType.Name}>(…) does not say when a "
                    + "user was created. Add CreatedAt(user => …), or set Baseline to Skip."
                )
            : [];
}
