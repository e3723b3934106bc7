using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Blueshift.Tracking.EndToEndTests.Support.Canaries;

/// <summary>
/// Makes people of whom every value begins and ends with a mark that nobody else writes, so that also a part of a value is found. The
/// characters between the marks are such that encoders treat them differently.
/// </summary>
internal static class Canary
{
    private const int Length = 12;

    /// <summary>Gets the mark of each value, by the value's name.</summary>
    public static IReadOnlyDictionary<string, string> Marks { get; } =
        new[] { "firstName", "lastName", "email", "email domain", "key", "API key" }.ToDictionary(
            name => name,
            _ => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", Length)
        );

    public static string ApiKey { get; } = WithCheck($"bst1_abcd2345_{Marks["API key"].PadRight(43, 's')}");

    public static TrackedUser User(int number) =>
        new()
        {
            Key = $"{Marks["key"]}-{number}/{Marks["key"]}",
            FirstName = $"{Marks["firstName"]} Zoë \"{number}\" {Marks["firstName"]}",
            LastName = $"{Marks["lastName"]} O'Brien & <{number}> {Marks["lastName"]}",
            Email = $"{Marks["email"]}+{number}ü@{Marks["email domain"]}.example",
        };

    /// <summary>Gets a key that is longer than may be.</summary>
    public static string LongKey { get; } = Marks["key"].PadRight(300, 'x');

    public static IReadOnlyList<TrackedUser> Users(int count) => [.. Enumerable.Range(0, count).Select(User)];

    /// <summary>Tells whose addresses stand in a text.</summary>
    public static IEnumerable<int> NumbersIn(string text) =>
        Regex
            .Matches(text, @"\+(?<number>[0-9]+)ü@", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
            .Select(match => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture));

    /// <summary>Gives the code that stands for a user on the wire.</summary>
    public static string Subject(TrackedUser user, string instance) =>
        Base64Url.EncodeToString(
            SHA256.HashData(Encoding.UTF8.GetBytes($"blueshift-subject-v1\0{instance}\0{user.Key}")).AsSpan(0, 16)
        );

    /// <summary>Makes a user of whom every value is adjusted when it is recorded.</summary>
    public static TrackedUser AdjustedUser(int number) =>
        new()
        {
            Key = $"{Marks["key"]}-adjusted-{number}",
            FirstName = $"  {Marks["firstName"]}\u0000\ud800{new string('x', 300)}",
            LastName = $"{Marks["lastName"]}\r\n{Marks["lastName"]}\t",
            Email = $"{Marks["email"]}{new string('x', 400)}@{Marks["email domain"]}.example",
        };

    // CRC-32C as the contract has it.
    private static string WithCheck(string beginning)
    {
        var crc = System.Text.Encoding.ASCII.GetBytes(beginning).Aggregate(uint.MaxValue, BitOperations.Crc32C);
        return $"{beginning}_{~crc:x8}";
    }
}
