using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Blueshift.Tracking.Buffering.Sealing;

/// <summary>Is the host's own Data Protection. Which of its keys opens a data key is written in what it returns.</summary>
internal sealed class DataProtectionKeyProvider(IDataProtectionProvider dataProtection)
    : IJournalKeyProvider,
        IJournalKeyKind
{
    private const string KeyId = "data-protection";

    private readonly IDataProtector _protector = dataProtection.CreateProtector("Blueshift.Tracking.Journal.v1");

    public string Kind => "data-protection";

    public ValueTask<WrappedJournalKey> WrapAsync(ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken)
    {
        var plain = dataKey.ToArray();
        try
        {
            return ValueTask.FromResult(new WrappedJournalKey(KeyId, _protector.Protect(plain)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    public ValueTask<byte[]?> UnwrapAsync(WrappedJournalKey wrappedKey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wrappedKey);
        return ValueTask.FromResult(wrappedKey.KeyId == KeyId ? TryUnprotect(wrappedKey.Bytes.ToArray()) : null);
    }

    private byte[]? TryUnprotect(byte[] wrapped)
    {
        try
        {
            return _protector.Unprotect(wrapped);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
