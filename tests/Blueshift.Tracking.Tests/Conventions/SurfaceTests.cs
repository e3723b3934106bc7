using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Blueshift.Tracking.Tests.Support;

namespace Blueshift.Tracking.Tests.Conventions;

/// <summary>Root of a project is public, folders are internal; names and documents keep their form.</summary>
[TestClass]
public sealed class SurfaceTests
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static IEnumerable<(Assembly Assembly, string Root)> Assemblies =>
        Surfaces.Assemblies.Select(assembly => (assembly, assembly.GetName().Name!));

    [TestMethod]
    public void Public_types_stand_in_the_root_and_folders_are_internal()
    {
        var wrong =
            from project in Assemblies
            from type in Written(project.Assembly)
            where !type.IsNested && type.IsPublic != (type.Namespace == project.Root)
            select type.FullName;

        Assert.IsEmpty(wrong);
    }

    [TestMethod]
    public void Classes_are_sealed_or_static()
    {
        var open =
            from project in Assemblies
            from type in Written(project.Assembly)
            where type.IsClass && !type.IsSealed && !Surfaces.Bases.Contains(type)
            select type.FullName;

        Assert.IsEmpty(open);
    }

    [TestMethod]
    public void Asynchronous_methods_end_in_Async_and_take_their_token_last()
    {
        var methods =
            from project in Assemblies
            from type in Written(project.Assembly)
            from method in type.GetMethods(Declared)
            where !method.IsSpecialName && !method.Name.Contains('<')
            select (Type: type, Method: method);
        var wrong = methods
            .Where(one =>
                IsAwaitable(one.Method.ReturnType)
                    != one.Method.Name.Split('.')[^1].EndsWith("Async", StringComparison.Ordinal)
                || one.Method.GetParameters()
                    .SkipLast(1)
                    .Any(parameter => parameter.ParameterType == typeof(CancellationToken))
            )
            .Select(one => $"{one.Type.Name}.{one.Method.Name}");

        Assert.IsEmpty(wrong);
    }

    [TestMethod]
    public void Constructors_take_at_most_five_parameters()
    {
        var wide =
            from project in Assemblies
            from type in Written(project.Assembly)
            where !Surfaces.Bases.Contains(type)
            from constructor in type.GetConstructors(Declared)
            where constructor.GetParameters().Length > 5
            select type.FullName;

        Assert.IsEmpty(wide);
    }

    [TestMethod]
    public void Every_public_type_and_member_is_documented_in_whole_sentences()
    {
        var wrong =
            from project in Assemblies
            let document = XDocument.Load(Path.ChangeExtension(project.Assembly.Location, ".xml"))
            let summaries = document.Descendants("member").ToDictionary(member => (string)member.Attribute("name")!)
            from name in DocumentedNames(project.Assembly)
            let summary = summaries.GetValueOrDefault(name)
            where summary is null || !IsWhole(summary)
            select name;

        Assert.IsEmpty(wrong);
    }

    [TestMethod]
    public void No_tag_of_a_document_is_empty()
    {
        var empty =
            from project in Assemblies
            from element in XDocument
                .Load(Path.ChangeExtension(project.Assembly.Location, ".xml"))
                .Descendants("member")
                .Elements()
            where element.Name != "inheritdoc" && string.IsNullOrWhiteSpace(element.Value) && !element.HasElements
            select $"{element.Parent!.Attribute("name")!.Value} <{element.Name}>";

        Assert.IsEmpty(empty);
    }

    [TestMethod]
    public void Personal_classes_are_no_records_and_print_nothing_of_a_person()
    {
        foreach (var type in Surfaces.Personal)
        {
            Assert.IsNull(type.GetMethod("<Clone>$"), $"{type.Name} is no record");
            Assert.AreEqual(type, type.GetMethod(nameof(ToString))!.DeclaringType);
        }
    }

    private static bool IsWhole(XElement member)
    {
        var summary = member.Element("summary")?.Value.Trim() ?? "";
        return member.Element("inheritdoc") is not null
            || (summary.Length > 10 && char.IsUpper(summary[0]) && (summary.EndsWith('.') || summary.EndsWith('"')));
    }

    private static IEnumerable<string> DocumentedNames(Assembly assembly)
    {
        foreach (var type in assembly.GetExportedTypes())
        {
            yield return "T:" + type.FullName;
            foreach (var property in type.GetProperties(Declared).Where(one => one.GetMethod!.IsPublic))
            {
                if (
                    property.GetCustomAttribute<CompilerGeneratedAttribute>() is null
                    && property.Name != "EqualityContract"
                )
                {
                    yield return $"P:{type.FullName}.{property.Name}";
                }
            }
            foreach (var field in type.GetFields(Declared).Where(one => one.IsPublic && !one.IsSpecialName))
            {
                yield return $"F:{type.FullName}.{field.Name}";
            }
        }
    }

    private static IEnumerable<Type> Written(Assembly assembly) =>
        assembly
            .GetTypes()
            .Where(type =>
                type.GetCustomAttribute<CompilerGeneratedAttribute>() is null
                && type.DeclaringType?.GetCustomAttribute<CompilerGeneratedAttribute>() is null
                && !type.FullName!.Contains('<')
                && type.Namespace?.StartsWith("Blueshift", StringComparison.Ordinal) == true
                && !type.FullName.Contains("Regex", StringComparison.Ordinal)
            );

    private static bool IsAwaitable(Type type) =>
        type == typeof(Task)
        || type == typeof(ValueTask)
        || (
            type.IsGenericType
            && (
                type.GetGenericTypeDefinition() == typeof(Task<>)
                || type.GetGenericTypeDefinition() == typeof(ValueTask<>)
                || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)
            )
        );
}
