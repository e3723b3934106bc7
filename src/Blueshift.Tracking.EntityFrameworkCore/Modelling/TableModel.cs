using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Blueshift.Tracking.EntityFrameworkCore.Modelling;

/// <summary>
/// Defines one table in a host's model, by explicit configuration, so that no convention of the host's names, converts or limits
/// anything in it.
/// </summary>
internal sealed class TableModel
{
    private readonly IMutableEntityType _entity;
    private readonly ColumnTypes? _types;

    public TableModel(IMutableModel model, Type type, (string Name, string? Schema) table, ColumnTypes? types)
    {
        _types = types;
        _entity = model.FindEntityType(type) ?? model.AddEntityType(type);
        _entity.SetTableName(table.Name);
        _entity.SetSchema(table.Schema);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            Column(property);
        }
    }

    public IMutableProperty Property(string name) => _entity.FindProperty(name)!;

    public void Key(string name, params string[] properties)
    {
        _entity.SetPrimaryKey(properties.Select(Property).ToList())!.SetName(name);
        // What a convention took for the key before stays as another one.
        foreach (var other in _entity.GetKeys().Where(static key => !key.IsPrimaryKey()).ToList())
        {
            _entity.RemoveKey(other);
        }
    }

    public void Index(string name, bool isUnique, params string[] properties)
    {
        var columns = properties.Select(Property).ToList();
        var index = _entity.FindIndex(columns) ?? _entity.AddIndex(columns);
        index.IsUnique = isUnique;
        index.SetDatabaseName(name);
    }

    private void Column(PropertyInfo member)
    {
        var property = _entity.FindProperty(member) ?? _entity.AddProperty(member);
        property.SetColumnName(Name(member.Name));
        property.IsNullable = new NullabilityInfoContext().Create(member).WriteState == NullabilityState.Nullable;
        property.ValueGenerated = ValueGenerated.Never;
        property.IsConcurrencyToken = false;
        property.SetMaxLength(null);
        property.SetValueConverter((Microsoft.EntityFrameworkCore.Storage.ValueConversion.ValueConverter?)null);
        property.SetProviderClrType(null);
        if (_types is not null)
        {
            property.SetColumnType(_types.Of(Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType));
        }
    }

    private static string Name(string member) =>
        string.Concat(
            member.Select(
                (letter, place) => (place > 0 && char.IsUpper(letter) ? "_" : "") + char.ToLowerInvariant(letter)
            )
        );
}
