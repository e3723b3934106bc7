using System.Text.Json;
using System.Text.RegularExpressions;
using Blueshift.Tracking.Tests.Support;
using Blueshift.Tracking.Transport;

namespace Blueshift.Tracking.Tests.Conventions;

/// <summary>The page on the wire contract, its schemas and the code say the same.</summary>
[TestClass]
public sealed class WireContractPageTests
{
    private static readonly string Page = Repository.Read("docs/wire-contract.md");

    [TestMethod]
    [DataRow(0, "activities-request")]
    [DataRow(1, "activities-answer")]
    [DataRow(2, "problem")]
    [DataRow(3, "heartbeat-request")]
    [DataRow(4, "heartbeat-answer")]
    public async Task Each_example_is_what_its_schema_and_no_other_says(int place, string name)
    {
        var examples = Regex
            .Matches(Page, "```json\n(?<text>.*?)```", RegexOptions.Singleline, TimeSpan.FromSeconds(1))
            .Select(match => match.Groups["text"].Value)
            .ToList();

        Assert.HasCount(ContractSchema.Names.Count, examples);
        foreach (var other in ContractSchema.Names)
        {
            var schema = await ContractSchema.ReadAsync(other);
            Assert.AreEqual(other == name, schema.Faults(examples[place]).Count == 0, other);
        }
    }

    [TestMethod]
    public void The_schemas_use_no_keyword_that_the_validator_passes_over()
    {
        Assert.HasCount(5, ContractSchema.Names);
        foreach (var name in ContractSchema.Names)
        {
            using var schema = JsonDocument.Parse(ContractSchema.Text(name));
            Assert.IsEmpty(Keywords(schema.RootElement).Except(ContractSchema.AppliedKeywords), name);
        }
    }

    [TestMethod]
    public void Page_schema_and_code_know_the_same_reasons()
    {
        var listed = ContractSchema.RejectionReasons();

        Assert.HasCount(8, listed);
        Assert.IsEmpty(listed.Where(reason => !RejectionReasons.Contains(reason)));
        Assert.Contains(string.Join(", ", listed.Select(reason => $"`{reason}`")), Page);
    }

    [TestMethod]
    public void The_page_names_the_base_of_problem_types() => Assert.Contains($"`{ProblemDocument.TypeBase}`", Page);

    // Below "properties" and "$defs" stand names, not keywords.
    private static IEnumerable<string> Keywords(JsonElement schema) =>
        schema.ValueKind switch
        {
            JsonValueKind.Array => schema.EnumerateArray().SelectMany(Keywords),
            JsonValueKind.Object => schema
                .EnumerateObject()
                .SelectMany(member => Below(member.Name, member.Value).SelectMany(Keywords).Prepend(member.Name)),
            _ => [],
        };

    private static IEnumerable<JsonElement> Below(string keyword, JsonElement value) =>
        keyword is "properties" or "$defs" ? value.EnumerateObject().Select(named => named.Value) : [value];
}
