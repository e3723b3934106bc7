using System.Data.Common;

namespace CentralEndpoint.Storage;

/// <summary>Finds what a database said in what was made of it on the way: an update's fault, a hint at a retry.</summary>
internal static class DatabaseFault
{
    /// <returns><see langword="null"/> when no database said anything.</returns>
    public static DbException? Find(Exception fault)
    {
        for (Exception? cause = fault; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException said)
            {
                return said;
            }
        }

        return null;
    }
}
