using System.Globalization;
using System.Text.RegularExpressions;

namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Knows what is mounted where. The later of two mounts on the same folder hides the earlier.</summary>
internal sealed partial class MountTable(IReadOnlyList<MountPoint> mounts)
{
    /// <summary>Reads the text of /proc/self/mountinfo; a line that is none is passed over.</summary>
    public static MountTable Parse(string text) =>
        new(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Line).OfType<MountPoint>().ToList());

    public bool Has(string path) => mounts.Any(mount => mount.Path == path);

    /// <summary>Finds the mount that a path is on; <see langword="null"/> if nothing is known.</summary>
    public MountPoint? Of(string path)
    {
        MountPoint? found = null;
        foreach (var mount in mounts.Where(one => IsOn(path, one.Path)))
        {
            if (found is null || mount.Path.Length >= found.Path.Length)
            {
                found = mount;
            }
        }
        return found;
    }

    private static bool IsOn(string path, string mount) =>
        path.StartsWith(mount, StringComparison.Ordinal)
        && (path.Length == mount.Length || mount[^1] is '/' or '\\' || path[mount.Length] is '/' or '\\');

    /// <summary>Takes a line apart: id, parent, device, root, mount point, options, optional fields, a hyphen, type, and more.</summary>
    private static MountPoint? Line(string line)
    {
        var fields = line.Split(' ');
        var hyphen = Array.IndexOf(fields, "-", Math.Min(6, fields.Length));
        return hyphen > 0 && hyphen + 1 < fields.Length && fields[4].Length > 0
            ? new MountPoint(Escaped().Replace(fields[4], Unescape), fields[hyphen + 1])
            : null;
    }

    private static string Unescape(Match match) =>
        ((char)Convert.ToInt32(match.Value[1..], fromBase: 8)).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\\[0-7]{3}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Escaped();
}
