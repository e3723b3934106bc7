namespace Blueshift.Tracking.EntityFrameworkCore.Mapping;

/// <summary>Is what a registration says of one type of context. Made while services are registered and not changed afterwards.</summary>
internal sealed class EntityCapture(Type contextType)
{
    private readonly List<UserMap> _maps = [];

    public Type ContextType { get; } = contextType;

    public IReadOnlyList<UserMap> Maps => _maps;

    /// <exception cref="InvalidOperationException">The entity is mapped already.</exception>
    public void Add(UserMap map)
    {
        if (_maps.Exists(other => other.UserType == map.UserType))
        {
            throw new InvalidOperationException(
                $"{map.UserType.Name} is tracked already. Leave out one of the two Track<{map.UserType.Name}>(…)."
            );
        }
        _maps.Add(map);
    }
}
