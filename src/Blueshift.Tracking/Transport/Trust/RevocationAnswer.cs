namespace Blueshift.Tracking.Transport.Trust;

/// <summary>Is what was found out about the revocation of a certificate chain.</summary>
internal enum RevocationAnswer
{
    /// <summary>It is known, or nobody had to be asked.</summary>
    Known,

    /// <summary>A certificate of the chain names nobody to ask.</summary>
    NobodyToAsk,

    /// <summary>Who is named did not answer in time, or not usefully.</summary>
    NoAnswer,
}
