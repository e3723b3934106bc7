namespace Blueshift.Tracking.Reconciling;

/// <summary>Remembers who was met, in 16 bytes for each and at most a mebibyte more. Used by one thread.</summary>
internal sealed class SubjectSet
{
    private const int FirstLength = 512;

    // A mebibyte: what is taken for one more is never more than this.
    private const int MaxLength = 65_536;

    private readonly List<UInt128[]> _full = [];
    private UInt128[] _last = [];
    private int _count;

    /// <summary>Adds those of a page, which ends with it.</summary>
    public void AddPage(IEnumerable<UInt128> subjects)
    {
        foreach (var subject in subjects)
        {
            if (_count == _last.Length)
            {
                Grow();
            }
            _last[_count++] = subject;
        }
        Array.Sort(_last, 0, _count);
    }

    public bool Contains(UInt128 subject) =>
        Array.BinarySearch(_last, 0, _count, subject) >= 0
        || _full.Exists(part => Array.BinarySearch(part, subject) >= 0);

    private void Grow()
    {
        if (_last.Length > 0)
        {
            Array.Sort(_last);
            _full.Add(_last);
        }
        _last = new UInt128[Math.Clamp(_last.Length * 2, FirstLength, MaxLength)];
        _count = 0;
    }
}
