using System.Diagnostics.CodeAnalysis;

namespace Blueshift.Tracking.Testing.AspNetCore.Reading;

/// <summary>Ends the reading of a request with a problem.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It exists only with a problem.")]
[SuppressMessage("Design", "CA1064", Justification = "It is caught within the project, of which nothing is public.")]
internal sealed class ProblemException(Problem problem) : Exception(problem.Title)
{
    public Problem Problem { get; } = problem;
}
