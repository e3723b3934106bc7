using System.Buffers.Text;
using System.Security.Cryptography;

namespace CentralEndpoint.Privacy.Erasures;

/// <summary>Makes the random subjects under which the activities of erased people are kept. They lead to nobody.</summary>
internal static class StandIn
{
    private const int SubjectBytes = 16;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SubjectBytes));
}
