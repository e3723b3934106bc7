using System.Collections;
using System.Reflection;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>Tells everything that an object's text and its public properties say, so many steps deep, and what the content of a request is.</summary>
internal static class ObjectWalk
{
    public static void Look(object? value, Action<string, string?> tell, int depth = 2) => Look("", value, tell, depth);

    private static void Look(string what, object? value, Action<string, string?> tell, int depth)
    {
        tell(what, value?.ToString());
        if (value is HttpContent content)
        {
            tell(what, content.ReadAsStringAsync().GetAwaiter().GetResult());
        }
        if (value is null or string || value.GetType().IsPrimitive || value.GetType().IsEnum || depth == 0)
        {
            return;
        }
        // Others can be read once only, and somebody else wants to.
        if (value is ICollection values)
        {
            foreach (var one in values)
            {
                Look(what + "[]", one, tell, depth - 1);
            }
        }
        foreach (var property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetIndexParameters().Length == 0 && TryGet(property, value) is { } member)
            {
                Look($"{what}.{property.Name}", member, tell, depth - 1);
            }
        }
    }

    private static object? TryGet(PropertyInfo property, object value)
    {
        try
        {
            return property.GetValue(value);
        }
        catch (Exception fault) when (fault is TargetInvocationException or NotSupportedException)
        {
            return null;
        }
    }
}
