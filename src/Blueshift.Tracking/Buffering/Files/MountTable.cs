using System.Text;

namespace Blueshift.Tracking.Buffering.Files;

/// <summary>Knows what is mounted where. The later of two mounts on the same folder hides the earlier.</summary>
internal sealed class MountTable(IReadOnlyList<MountPoint> mounts)
{
    private const int EscapeLength = 3;

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
            ? new MountPoint(Unescaped(fields[4]), fields[hyphen + 1])
            : null;
    }

    // The kernel writes space, tab, line feed and backslash as a backslash and three octal digits. By hand: a host's start would
    // wait for regular expressions to be loaded.
    private static string Unescaped(string path)
    {
        var text = new StringBuilder(path.Length);
        for (var index = 0; index < path.Length; index++)
        {
            if (path[index] == '\\' && Octal(path.AsSpan(index + 1)) is { } character)
            {
                text.Append(character);
                index += EscapeLength;
            }
            else
            {
                text.Append(path[index]);
            }
        }
        return text.ToString();
    }

    private static char? Octal(ReadOnlySpan<char> text)
    {
        if (text.Length < EscapeLength)
        {
            return null;
        }
        var value = 0;
        foreach (var digit in text[..EscapeLength])
        {
            if (digit is < '0' or > '7')
            {
                return null;
            }
            value = (value * 8) + (digit - '0');
        }
        return (char)value;
    }
}
