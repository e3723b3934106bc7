namespace Blueshift.Tracking.Reconciling;

/// <summary>Is told when users may have changed in a way that nothing saw.</summary>
internal interface IReconcileRequests
{
    /// <summary>Asks for a reconcile soon. Returns at once; may be asked again before it is carried out.</summary>
    void Soon();
}
