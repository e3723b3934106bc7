using System.Buffers.Binary;
using System.Text;
using Blueshift.Tracking.Buffering;

namespace Blueshift.Tracking.Capture;

/// <summary>Makes the question whether an activity is of a person. Only here a stored activity is looked into.</summary>
internal static class PersonPredicate
{
    /// <summary>Asks by a person.</summary>
    /// <param name="person">Who.</param>
    /// <param name="subjects">Derives codes, so that by key also that is found of which nothing but the code is left.</param>
    public static ActivityPredicate Of(PersonQuery person, Subject? subjects = null) =>
        person.Key is { } key ? ByKey(key, subjects) : ByEmail(person.Email!);

    /// <summary>Asks by the codes that stand for users on the wire, 16 bytes each.</summary>
    public static ActivityPredicate BySubjects(IReadOnlyList<ReadOnlyMemory<byte>> subjects)
    {
        var numbers = subjects.Select(subject => BinaryPrimitives.ReadUInt128BigEndian(subject.Span)).ToHashSet();
        return record => numbers.Contains(BinaryPrimitives.ReadUInt128BigEndian(record.Subject));
    }

    private static ActivityPredicate ByKey(string key, Subject? subjects)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        var code = subjects?.Number(key);
        return record =>
            record.Key.IsEmpty && code is { } number
                ? Subject.NumberOf(record.Subject) == number
                : record.Key.SequenceEqual(bytes);
    }

    private static ActivityPredicate ByEmail(string email)
    {
        // As it was adjusted when it was recorded. One that is sent empty was stored empty, as that of everybody who has none.
        var value = TextAdjuster.Email(email).Value;
        return record =>
            value.Length > 0
            && StoredActivity.TryRead(record) is { } stored
            && string.Equals(stored.Email, value, StringComparison.OrdinalIgnoreCase);
    }
}
