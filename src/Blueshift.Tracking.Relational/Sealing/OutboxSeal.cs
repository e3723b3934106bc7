using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Blueshift.Tracking.Buffering.Sealing;
using Blueshift.Tracking.Relational.Statements;

namespace Blueshift.Tracking.Relational.Sealing;

/// <summary>
/// Seals values under data keys that the nodes share: each lies wrapped in the table of state, so that every node with the same
/// key-encryption key opens what any other sealed.
/// </summary>
internal sealed class OutboxSeal(string kind, JournalKeySource source, KeyStore store, TimeProvider timeProvider)
    : IOutboxSeal,
        IDisposable
{
    // Far below the 2^32 random nonces that one key bears.
    private static readonly TimeSpan KeyAge = TimeSpan.FromDays(30);

    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<ulong, byte[]> _keys = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile StoredKey? _current;
    private long? _failed;

    public string Kind { get; } = kind;

    public async ValueTask<bool> PrepareAsync(bool mayMake, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_failed is { } failed && timeProvider.GetElapsedTime(failed) < BetweenAttempts)
            {
                return _current is not null;
            }
            var hasAll = await LearnAsync(cancellationToken).ConfigureAwait(false);
            if (_current is null && !mayMake)
            {
                return false;
            }
            _current ??= await MakeAsync(cancellationToken).ConfigureAwait(false);
            _failed = hasAll && _current is not null ? null : timeProvider.GetTimestamp();
            return _current is not null;
        }
        finally
        {
            _turn.Release();
        }
    }

    public byte[]? Seal(ReadOnlySpan<byte> value, ReadOnlySpan<byte> place) =>
        _current is { } current && _keys.TryGetValue(current.Number, out var key)
            ? SealedValue.Seal(current.Number, key, value, place)
            : null;

    public byte[]? Open(ReadOnlySpan<byte> sealedValue, ReadOnlySpan<byte> place)
    {
        // From before a key was named.
        if (!SealedValue.Is(sealedValue))
        {
            return sealedValue.ToArray();
        }
        return _keys.TryGetValue(SealedValue.KeyOf(sealedValue), out var key)
            ? SealedValue.TryOpen(key, sealedValue, place)
            : null;
    }

    public bool Knows(ReadOnlySpan<byte> sealedValue) =>
        !SealedValue.Is(sealedValue) || _keys.ContainsKey(SealedValue.KeyOf(sealedValue));

    public void Dispose()
    {
        _turn.Dispose();
        // First: nobody is to seal under a key that is overwritten.
        _current = null;
        var keys = _keys.Values.ToList();
        _keys.Clear();
        foreach (var key in keys)
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    // Returns whether each key could be unwrapped.
    private async Task<bool> LearnAsync(CancellationToken cancellationToken)
    {
        var hasAll = true;
        var youngest = timeProvider.GetUtcNow() - KeyAge;
        foreach (var stored in await store.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (!_keys.ContainsKey(stored.Number))
            {
                if (await source.TryUnwrapAsync(stored.Wrapped, cancellationToken).ConfigureAwait(false) is not { } key)
                {
                    hasAll = false;
                    continue;
                }
                _keys[stored.Number] = key;
            }
            if (stored.MadeAt > youngest)
            {
                _current ??= stored;
            }
        }
        return hasAll;
    }

    private async Task<StoredKey?> MakeAsync(CancellationToken cancellationToken)
    {
        var key = GC.AllocateUninitializedArray<byte>(DataKey.Length, pinned: true);
        RandomNumberGenerator.Fill(key);
        if (await source.TryWrapAsync(key, cancellationToken).ConfigureAwait(false) is not { } wrapped)
        {
            return null;
        }
        var number = BinaryPrimitives.ReadUInt64BigEndian(RandomNumberGenerator.GetBytes(sizeof(ulong)));
        var stored = new StoredKey(number, timeProvider.GetUtcNow(), wrapped);
        await store.AddAsync(stored, cancellationToken).ConfigureAwait(false);
        _keys[number] = key;
        return stored;
    }
}
