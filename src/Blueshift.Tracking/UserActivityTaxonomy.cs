using Microsoft.Extensions.Compliance.Classification;

namespace Blueshift.Tracking;

/// <summary>
/// Names the kinds of data that need care, in the terms of <c>Microsoft.Extensions.Compliance</c>, so that a host's own redaction
/// recognises them.
/// </summary>
/// <remarks>
/// The library itself logs nothing of a kind named here, so it needs no redaction. It is for hosts that log: one that has called
/// <c>EnableRedaction</c> and <c>AddRedaction</c> erases such a value by default, and may choose a redactor for
/// <see cref="PersonalData"/>. A keyed hash of an email address is still personal data: leave it at erasing.
/// </remarks>
public static class UserActivityTaxonomy
{
    /// <summary>Is the name of the taxonomy.</summary>
    public const string Name = "Blueshift.Tracking";

    /// <summary>Gets the classification of what tells something of a user: name, email address, the host's own id of the user.</summary>
    public static DataClassification PersonalData => new(Name, nameof(PersonalData));
}
