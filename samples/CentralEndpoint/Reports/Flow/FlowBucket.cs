namespace CentralEndpoint.Reports.Flow;

/// <summary>How long the periods of a flow are.</summary>
internal enum FlowBucket
{
    Month,

    /// <summary>From Monday on.</summary>
    Week,

    Day,
}
