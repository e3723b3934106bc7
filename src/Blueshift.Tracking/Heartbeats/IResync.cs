namespace Blueshift.Tracking.Heartbeats;

/// <summary>Is told when the endpoint holds less than it acknowledged: everybody who is active is to be told again, once.</summary>
internal interface IResync
{
    /// <summary>Notes the endpoint's wish. Returns at once; may be told again before it is carried out.</summary>
    void Request();
}
