namespace CentralEndpoint.Instances;

/// <summary>What an instance is used for; a test instance counts in no total.</summary>
internal enum InstanceKind
{
    Production,
    Test,
}
