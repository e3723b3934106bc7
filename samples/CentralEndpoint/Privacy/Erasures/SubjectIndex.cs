using System.Security.Cryptography;
using System.Text;
using CentralEndpoint.Storage;

namespace CentralEndpoint.Privacy.Erasures;

/// <summary>
/// Computes what tells an erased user again without holding them: HMAC-SHA-256, under a key derived from the master key, over instance
/// and subject.
/// </summary>
internal sealed class SubjectIndex(MasterKey key)
{
    private readonly byte[] _key = key.Derive("suppression", MasterKey.Length);

    public byte[] Of(string instance, string subject) =>
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{instance}\0{subject}"));
}
