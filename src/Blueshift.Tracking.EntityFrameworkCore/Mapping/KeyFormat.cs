using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Blueshift.Tracking.EntityFrameworkCore.Mapping;

/// <summary>Writes keys as text, and reads them back.</summary>
/// <param name="type">The type that the mapping's key has.</param>
/// <param name="converter">Turns the key into what the database has, for keys of a type of the host's own.</param>
internal sealed class KeyFormat(Type type, ValueConverter? converter)
{
    private readonly Type _type =
        Nullable.GetUnderlyingType(converter?.ProviderClrType ?? type) ?? converter?.ProviderClrType ?? type;

    /// <summary>Gets whether keys of this type can be written.</summary>
    public bool IsKnown => _type == typeof(string) || _type == typeof(Guid) || IsInteger;

    /// <summary>Gets whether keys are integers, which two tables have alike.</summary>
    public bool IsInteger =>
        _type == typeof(int)
        || _type == typeof(long)
        || _type == typeof(short)
        || _type == typeof(byte)
        || _type == typeof(uint)
        || _type == typeof(ulong)
        || _type == typeof(ushort)
        || _type == typeof(sbyte);

    /// <summary>Gets whether a query can compare keys with one that was read back from its text.</summary>
    public bool IsComparable => converter is null && IsKnown;

    public string? Write(object? key)
    {
        var value = converter is null ? key : converter.ConvertToProvider(key);
        return value switch
        {
            null => null,
            string text => text,
            Guid id => id.ToString("D"),
            IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    /// <returns><see langword="null"/> when the text is no key of this type.</returns>
    public object? Read(string text)
    {
        var value = Value(text);
        return value is not null && converter is not null ? converter.ConvertFromProvider(value) : value;
    }

    private object? Value(string text)
    {
        if (_type == typeof(string))
        {
            return text;
        }
        if (_type == typeof(Guid))
        {
            return Guid.TryParse(text, out var id) ? id : null;
        }
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }
        try
        {
            return Convert.ChangeType(number, _type, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
