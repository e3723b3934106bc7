using System.Buffers.Text;

namespace CentralEndpoint.Heartbeats;

/// <summary>
/// Is who is active here at one time. The client does not count whom it forgot; whom it has not forgotten yet, or does not know to be
/// back, it may count or not, and so both are right.
/// </summary>
/// <param name="doubtful">By their subjects here, those whom the client may count under another one, or the same; under none, whom it surely does not count.</param>
internal sealed class ActiveHere(IReadOnlyDictionary<string, string?> doubtful)
{
    private readonly Digest _without = new();
    private readonly Digest _with = new();

    /// <summary>Gets how many there are without the doubtful ones.</summary>
    public long Count => _without.Count;

    public void Add(string subject)
    {
        if (!doubtful.TryGetValue(subject, out var counted))
        {
            _without.Add(subject);
            _with.Add(subject);
        }
        else if (counted is not null)
        {
            _with.Add(counted);
        }
    }

    public bool IsSame(ActiveSet told) => _without.Is(told) || _with.Is(told);

    private sealed class Digest
    {
        private const int SubjectBytes = 16;
        private readonly byte[] _bytes = new byte[SubjectBytes];

        public long Count { get; private set; }

        public void Add(string subject)
        {
            Count++;
            var bytes = Base64Url.DecodeFromChars(subject);
            for (var place = 0; place < SubjectBytes; place++)
            {
                _bytes[place] ^= bytes[place];
            }
        }

        public bool Is(ActiveSet told) => told.Count == Count && told.Digest == Convert.ToHexStringLower(_bytes);
    }
}
