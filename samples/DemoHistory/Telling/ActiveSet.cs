using System.Buffers.Text;
using DemoHistory.Living;

namespace DemoHistory.Telling;

/// <summary>Is who is active, as a user directory counts it: how many, and the XOR of their subjects.</summary>
internal sealed class ActiveSet
{
    private readonly Dictionary<string, bool> _states = new(StringComparer.Ordinal);

    public int Count => Active.Count();

    public string Digest
    {
        get
        {
            var digest = new byte[Person.SubjectBytes];
            foreach (var subject in Active)
            {
                var bytes = Base64Url.DecodeFromChars(subject);
                for (var index = 0; index < digest.Length; index++)
                {
                    digest[index] ^= bytes[index];
                }
            }
            return Convert.ToHexStringLower(digest);
        }
    }

    private IEnumerable<string> Active => _states.Where(static one => one.Value).Select(static one => one.Key);

    /// <summary>Takes the next activity in, by date.</summary>
    public void Take(LivedActivity activity) => _states[activity.Person.Subject] = activity.Added;

    /// <summary>Makes another one that counts some more as gone: somebody has deactivated them without telling.</summary>
    public ActiveSet Without(int users)
    {
        var other = new ActiveSet();
        foreach (var subject in Active.Skip(users))
        {
            other._states[subject] = true;
        }
        return other;
    }
}
