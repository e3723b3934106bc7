using Microsoft.Extensions.Time.Testing;

namespace Blueshift.Tracking.Tests.Support;

/// <summary>Is a fake clock whose date can be set without any time going by, as an operator or a time server does it.</summary>
internal sealed class SetTimeProvider : FakeTimeProvider
{
    private TimeSpan _setBy;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _setBy;

    // The base takes it from the date.
    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    public void SetBy(TimeSpan difference) => _setBy += difference;
}
