using System.Data.Common;
using Blueshift.Tracking.Diagnostics;
using Blueshift.Tracking.Reconciling;

namespace Blueshift.Tracking.Relational.Reconciling;

/// <summary>Is what the rows say on which processes agree. Does no I/O.</summary>
internal sealed class AgreementRows
{
    private string? _owner;
    private long? _leaseUntil;
    private long _now;
    private long _completed;
    private bool _isStopped;
    private ReconcileAsked _asked;
    private ReconcileAsked _resync;
    private BaselineState _baseline;
    private long _unsent;

    /// <summary>Takes a row of <c>ReconcileStatements.Read</c>.</summary>
    public void Add(DbDataReader row, ReconcileNames names)
    {
        var name = row.GetString(0);
        var asked = new ReconcileAsked(row.GetInt64(3), row.GetInt64(4));
        var value = row.IsDBNull(6) ? "" : row.GetString(6);
        _now = row.GetInt64(7);
        if (name == names.Part)
        {
            _owner = row.IsDBNull(1) ? null : row.GetString(1);
            _leaseUntil = row.IsDBNull(2) ? null : row.GetInt64(2);
            (_asked, _completed, _isStopped) = (asked, row.GetInt64(5), value.Length > 0);
        }
        else if (name == names.Resync)
        {
            _resync = asked;
        }
        else
        {
            _baseline = Enum.TryParse<BaselineState>(value, out var baseline) ? baseline : BaselineState.None;
            _unsent = row.GetInt64(5);
        }
    }

    /// <summary>Says how things stand.</summary>
    /// <param name="owner">The name of this process.</param>
    /// <param name="isHeld">Whether it is its part now.</param>
    public ReconcileStanding Standing(string owner, bool isHeld) =>
        new()
        {
            IsHeld = isHeld,
            Idle =
                isHeld && _owner != owner && _leaseUntil is { } until && until < _now
                    ? TimeSpan.FromMilliseconds(_now - until)
                    : TimeSpan.Zero,
            SinceCompleted = _completed == 0 ? null : TimeSpan.FromMilliseconds(Math.Max(0, _now - _completed)),
            Asked = _asked,
            ResyncAsked = _resync,
            Directory = new DirectoryCondition(_baseline, _unsent, _isStopped),
        };
}
