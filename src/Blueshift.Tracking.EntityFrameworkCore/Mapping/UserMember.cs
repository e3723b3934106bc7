namespace Blueshift.Tracking.EntityFrameworkCore.Mapping;

/// <summary>Names what a mapping says of a user, as its methods do.</summary>
internal enum UserMember
{
    Key,
    Email,
    FirstName,
    LastName,
    ActiveWhen,
    CreatedAt,
}
