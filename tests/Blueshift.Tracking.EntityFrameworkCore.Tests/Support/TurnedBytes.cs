using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Stands for a host that keeps bytes as text.</summary>
internal sealed class TurnedBytes()
    : ValueConverter<byte[], string>(bytes => Convert.ToHexString(bytes), text => Convert.FromHexString(text));
