using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Stands for a host's cipher.</summary>
internal sealed class TurnedText() : ValueConverter<string, string>(text => "~" + text, text => text.Substring(1));
