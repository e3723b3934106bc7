using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Blueshift.Tracking.Buffering.Files;

namespace Blueshift.Tracking.Buffering.Sealing;

/// <summary>
/// Makes, opens and forgets the data keys of one journal. A key that was opened stays in memory until it is forgotten. Safe for
/// several threads.
/// </summary>
internal sealed class EpochKeys(IFileSystem files, string folder, JournalKeySource source, TimeProvider timeProvider)
    : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, DataKey> _open = [];

    /// <summary>Makes the key of a new epoch. On return its wrapped form is on the disk.</summary>
    /// <returns><see langword="null"/> when no key can be had now: go on under an older one, or refuse.</returns>
    /// <exception cref="StorageFaultException">The wrapped key could not be stored.</exception>
    public async ValueTask<DataKey?> MakeAsync(CancellationToken cancellationToken)
    {
        var bytes = RandomNumberGenerator.GetBytes(DataKey.Length);
        if (await source.TryWrapAsync(bytes, cancellationToken).ConfigureAwait(false) is not { } wrapped)
        {
            return null;
        }
        var made = timeProvider.GetUtcNow();
        var epochId = Guid.CreateVersion7(made);
        Store(epochId, EpochFile.Write(epochId, made, wrapped));
        return Keep(new DataKey(epochId, bytes, made));
    }

    /// <summary>Opens the key of an epoch of this or an earlier process, so that <see cref="TryGet"/> finds it.</summary>
    /// <returns><see langword="null"/> when it is not at hand now: leave alone what it seals, and ask again later. Does not throw.</returns>
    public async ValueTask<DataKey?> OpenAsync(Guid epochId, CancellationToken cancellationToken)
    {
        if (TryGet(epochId) is { } known)
        {
            return known;
        }
        if (TryReadFile(epochId, out var made) is not { } wrapped)
        {
            return null;
        }
        var bytes = await source.TryUnwrapAsync(wrapped, cancellationToken).ConfigureAwait(false);
        return bytes is null ? null : Keep(new DataKey(epochId, bytes, made));
    }

    public DataKey? TryGet(Guid epochId)
    {
        lock (_lock)
        {
            return _open.GetValueOrDefault(epochId);
        }
    }

    /// <summary>Deletes the key of an epoch: what it sealed can never be opened again.</summary>
    public void Delete(Guid epochId)
    {
        files.Delete(PathOf(epochId));
        lock (_lock)
        {
            if (_open.Remove(epochId, out var key))
            {
                key.Dispose();
            }
        }
    }

    /// <summary>Lists the epochs whose keys are on the disk.</summary>
    public IReadOnlyList<Guid> List() =>
        files
            .List(folder)
            .Where(entry => entry.Name.EndsWith(".key", StringComparison.Ordinal))
            .Select(entry => Guid.TryParseExact(entry.Name[..^4], "N", out var id) ? id : Guid.Empty)
            .Where(id => id != Guid.Empty)
            .ToList();

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var key in _open.Values)
            {
                key.Dispose();
            }
            _open.Clear();
        }
    }

    private void Store(Guid epochId, byte[] content)
    {
        files.CreateFolder(folder);
        try
        {
            using (var file = files.Create(PathOf(epochId)))
            {
                file.Write(0, content);
                file.Flush();
            }
            files.FlushFolder(folder);
        }
        catch
        {
            // Nothing is sealed under it, and each append on a full disk would leave one more.
            DeleteIfPossible(PathOf(epochId));
            throw;
        }
    }

    private void DeleteIfPossible(string path)
    {
        try
        {
            files.Delete(path);
        }
        catch (StorageFaultException)
        {
            // The fault that counts is the one that brought us here.
        }
    }

    private string PathOf(Guid epochId) => Path.Join(folder, $"{epochId:N}.key");

    private DataKey Keep(DataKey key)
    {
        lock (_lock)
        {
            _open[key.EpochId] = key;
        }
        return key;
    }

    private WrappedJournalKey? TryReadFile(Guid epochId, out DateTimeOffset made)
    {
        try
        {
            using var file = files.OpenRead(PathOf(epochId));
            var bytes = new byte[EpochFile.MaxLength + 1];
            var length = file.Read(0, bytes);
            return EpochFile.TryRead(bytes.AsSpan(0, length), epochId, out made);
        }
        catch (StorageFaultException)
        {
            made = default;
            return null;
        }
    }
}
