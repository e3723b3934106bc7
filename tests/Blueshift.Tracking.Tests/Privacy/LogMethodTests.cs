using System.CodeDom.Compiler;
using System.Reflection;
using Blueshift.Tracking.Buffering;
using Blueshift.Tracking.Capture;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;
using Microsoft.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Blueshift.Tracking.Tests.Privacy;

/// <summary>
/// No log method can take a value of a user. The generator refuses records that hold one (LOGGEN035) and types without a text of their
/// own (LOGGEN036); it does not look into other classes, so here the list of what may be logged is closed.
/// </summary>
[TestClass]
public sealed class LogMethodTests
{
    private static readonly Type[] Logged =
    [
        typeof(int),
        typeof(long),
        typeof(string),
        typeof(RefusalReason),
        typeof(DropReason),
    ];

    // Each is a word of a closed list, a setting's name, the name of an exception's type, or what the operator has configured.
    private static readonly string[] Texts =
    [
        "acknowledged",
        "assurance",
        "buffer",
        "detail",
        "endpoint",
        "fault",
        "instance",
        "outcome",
        "page",
        "proxy",
        "reason",
        "setting",
        "suggestion",
        "type",
        "version",
    ];

    private static readonly List<MethodInfo> Methods = typeof(IUserActivityTracker)
        .Assembly.GetTypes()
        .SelectMany(type =>
            type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance)
        )
        .Where(method => method.GetCustomAttribute<LoggerMessageAttribute>() is not null)
        .ToList();

    private static IEnumerable<ParameterInfo> Parameters =>
        Methods
            .SelectMany(method => method.GetParameters())
            .Where(parameter => parameter.ParameterType != typeof(ILogger));

    [TestMethod]
    public void Every_log_method_takes_words_and_numbers_of_a_closed_list()
    {
        Assert.IsGreaterThan(20, Methods.Count);
        Assert.IsEmpty(Parameters.Where(one => !Logged.Contains(one.ParameterType)).Select(Named));
        Assert.AreSequenceEqual(
            Texts,
            Parameters.Where(one => one.ParameterType == typeof(string)).Select(one => one.Name!).Distinct().Order()
        );
    }

    [TestMethod]
    public void Nothing_is_logged_but_by_those_methods()
    {
        var others = Repository
            .Sources("src/Blueshift.Tracking")
            .Where(path => !path.EndsWith("Log.cs", StringComparison.Ordinal))
            .Where(path =>
            {
                var source = Repository.Read(path);
                return source.Contains("[LoggerMessage", StringComparison.Ordinal)
                    || source.Contains("LoggerMessage.Define", StringComparison.Ordinal)
                    || source.Contains("BeginScope(", StringComparison.Ordinal)
                    || Enum.GetNames<LogLevel>()
                        .Any(level => source.Contains($".Log{level}(", StringComparison.Ordinal))
                    || source.Contains("logger.Log(", StringComparison.OrdinalIgnoreCase);
            });

        // It hands on what those methods made.
        Assert.AreSequenceEqual(["src/Blueshift.Tracking/Diagnostics/GuardedLogger.cs"], others);
    }

    [TestMethod]
    public void The_generator_that_refuses_has_made_them_all()
    {
        var generators = Methods
            .Select(method => method.GetCustomAttribute<GeneratedCodeAttribute>()!)
            .Select(generated => (generated.Tool, generated.Version));

        Assert.AreEqual(
            ("Microsoft.Gen.Logging", LogMethodCompiler.Version),
            Assert.ContainsSingle(generators.Distinct())
        );
    }

    [TestMethod]
    [DataRow("Person", "record Person(string Id, [property: UserActivityPersonalData] string Email);")]
    [DataRow("Person", "record struct Person(string Id, [UserActivityPersonalData] string Email);")]
    [DataRow("Person?", "record Person(Name Name); record Name([property: UserActivityPersonalData] string First);")]
    public void A_record_with_a_personal_member_is_an_error_of_the_build(string type, string declaration)
    {
        var found = Assert.ContainsSingle(LogMethodCompiler.Compile(type, declaration));

        Assert.AreEqual(("LOGGEN035", DiagnosticSeverity.Error), (found.Id, found.Severity));
    }

    [TestMethod]
    [DataRow(typeof(StoredActivity))]
    [DataRow(typeof(Claim))]
    [DataRow(typeof(OutgoingBatch))]
    [DataRow(typeof(BodyContent))]
    [DataRow(typeof(object))]
    public void A_type_without_a_text_of_its_own_is_an_error_of_the_build(Type type)
    {
        var found = Assert.ContainsSingle(LogMethodCompiler.Compile(type.FullName!));

        Assert.AreEqual(("LOGGEN036", DiagnosticSeverity.Error), (found.Id, found.Severity));
    }

    [TestMethod]
    [DataRow(typeof(TrackedUser))]
    [DataRow(typeof(UserActivity))]
    [DataRow(typeof(PersonQuery))]
    public void Into_a_class_with_a_text_of_its_own_the_generator_does_not_look_so_its_text_shows_nothing(Type type)
    {
        Assert.IsEmpty(LogMethodCompiler.Compile(type.FullName!));
        Assert.AreEqual(type, type.GetMethod(nameof(ToString))!.DeclaringType);
    }

    private static string Named(ParameterInfo parameter) =>
        $"{parameter.Member.DeclaringType!.Name}.{parameter.Member.Name}: {parameter.ParameterType.Name} {parameter.Name}";
}
