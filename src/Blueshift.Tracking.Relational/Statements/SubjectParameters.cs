using System.Data.Common;
using Blueshift.Tracking.Capture;

namespace Blueshift.Tracking.Relational.Statements;

/// <summary>Adds users to a command by their codes.</summary>
internal static class SubjectParameters
{
    /// <summary>Adds the parameters <c>@s0</c> and so on.</summary>
    /// <returns>The same command.</returns>
    public static DbCommand With(this DbCommand command, IReadOnlyList<UInt128> subjects)
    {
        for (var index = 0; index < subjects.Count; index++)
        {
            command.With($"@s{index}", Subject.BytesOf(subjects[index]));
        }
        return command;
    }
}
