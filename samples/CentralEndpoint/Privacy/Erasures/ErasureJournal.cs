using System.Text;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Privacy.Erasures;

/// <summary>
/// The file <c>erasures.journal</c> of the data folder: every erasure that was carried out, beside the database, so that one that is
/// restored from a backup does not bring anybody back. It names nobody.
/// </summary>
internal sealed class ErasureJournal(CentralEndpointSettings settings, EndpointStore store)
{
    private readonly byte[] _key = store.Key.Derive("erasure-journal", MasterKey.Length);

    private readonly string _path = Path.Combine(settings.DataFolder, "erasures.journal");

    /// <summary>Reads every line. What was being written when the machine stopped is left out: it is in the database, and comes again.</summary>
    /// <exception cref="EndpointFaultException">A line is not as it was written.</exception>
    public IReadOnlyList<JournalLine> Read()
    {
        if (!File.Exists(_path))
        {
            return [];
        }

        var lines = File.ReadAllText(_path).Split('\n');
        return [.. lines.SkipLast(1).Select((text, place) => JournalLine.Read(text, _key) ?? throw Damaged(place + 1))];
    }

    /// <summary>Appends lines, durable on return.</summary>
    public void Append(IEnumerable<JournalLine> lines)
    {
        var text = string.Concat(lines.Select(line => line.ToText(_key) + "\n"));
        PrivateFile.AppendLines(_path, Encoding.UTF8.GetBytes(text));
    }

    private EndpointFaultException Damaged(int line) =>
        new(
            $"Line {line} of {Path.GetFileName(_path)} in the folder of {CentralEndpointSettings.Name(nameof(settings.DataFolder))} is not "
                + "as the endpoint wrote it, or was written under another master key. It says who was erased and must not come back with a "
                + "backup. Nothing was changed. Put back the file of another endpoint or of a copy of the folder."
        );
}
