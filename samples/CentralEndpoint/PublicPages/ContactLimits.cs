using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace CentralEndpoint.PublicPages;

/// <summary>
/// Keeps anybody from filling the register: so many posts from one address, and so many in all. Addresses are in memory alone, as long
/// as they are counted.
/// </summary>
internal sealed class ContactLimits : IDisposable
{
    public const int OfAddress = 10;
    public const int InAll = 120;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    // Whoever has one address of IPv6 has all of its network.
    private const int NetworkBytes = 8;

    private readonly PartitionedRateLimiter<IPAddress> _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<IPAddress, IPAddress>(static address =>
            // An address of this machine is that of a proxy, behind which is everybody.
            IPAddress.IsLoopback(address)
                ? RateLimitPartition.GetNoLimiter(IPAddress.Loopback)
                : RateLimitPartition.GetFixedWindowLimiter(NetworkOf(address), static _ => Of(OfAddress))
        ),
        PartitionedRateLimiter.Create<IPAddress, bool>(static _ =>
            RateLimitPartition.GetFixedWindowLimiter(true, static _ => Of(InAll))
        )
    );

    /// <summary>Counts a post; tells whether it may be taken.</summary>
    public bool TryEnter(IPAddress? address)
    {
        using var lease = _limiter.AttemptAcquire(address ?? IPAddress.Loopback);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();

    private static FixedWindowRateLimiterOptions Of(int posts) => new() { PermitLimit = posts, Window = Window };

    private static IPAddress NetworkOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
