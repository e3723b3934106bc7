namespace Blueshift.Tracking.Configuration;

/// <summary>Checks what a host cannot start without, and so fails its start. The fake of the testing package puts another in its place.</summary>
internal interface IStartCheck
{
    /// <summary>Checks the settings.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">There are faults in them.</exception>
    void Check();
}
