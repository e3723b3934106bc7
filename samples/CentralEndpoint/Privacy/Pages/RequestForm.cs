using CentralEndpoint.Access;

namespace CentralEndpoint.Privacy.Pages;

/// <summary>What an officer posted about a request.</summary>
internal sealed class RequestForm(HttpContext context, long number, IFormCollection fields)
{
    public StaffMember Officer { get; } = context.Staff();

    public long Number { get; } = number;

    public string Instance => this["instance"];

    public string Subject => this["subject"];

    /// <summary>Gets a field; empty where it is absent.</summary>
    public string this[string name] => fields[name].ToString().Trim();

    public TService Of<TService>()
        where TService : notnull => context.RequestServices.GetRequiredService<TService>();
}
