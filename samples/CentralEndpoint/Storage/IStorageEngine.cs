namespace CentralEndpoint.Storage;

/// <summary>What differs between the databases that the endpoint can keep everything in.</summary>
internal interface IStorageEngine
{
    EndpointDbContext CreateContext();

    /// <summary>Brings the tables to this version and checks what the promises rest on, as the only process that does so now.</summary>
    /// <param name="db">Is not connected yet.</param>
    /// <param name="prepare">Runs when the tables are there; what it changes is committed with them.</param>
    /// <exception cref="EndpointFaultException">The database cannot keep the promises; the message says what to change.</exception>
    void Prepare(EndpointDbContext db, Action prepare);

    /// <summary>Runs a write, once it may; again where it met another one.</summary>
    /// <exception cref="TimeoutException">Its turn did not come in time.</exception>
    Task<T> WriteAsync<T>(Func<Task<T>> write);

    /// <summary>Keeps other writers of an instance out until the end of the transaction, and this one in the instance.</summary>
    Task LockAsync(EndpointDbContext db, string instance);

    /// <summary>Keeps other writers of the audit chain out until the end of the transaction. It is the last lock that a transaction takes.</summary>
    Task LockAuditAsync(EndpointDbContext db);

    /// <summary>Lets the transaction read what is of every instance from here on.</summary>
    Task EnterAllAsync(EndpointDbContext db);

    /// <summary>Takes what was deleted or changed out of the database's files. It goes on where others read or write meanwhile.</summary>
    /// <param name="db">Is in no transaction.</param>
    /// <returns>Whether all is gone; <see langword="false"/> where others were in the way: try again later.</returns>
    Task<bool> ShredAsync(EndpointDbContext db);

    /// <summary>Begins a transaction that reads what is of every instance, all of it as it is at one moment.</summary>
    Task<IAsyncDisposable> BeginReportAsync(EndpointDbContext db);

    /// <summary>Becomes the only one that deletes what is due, whatever process or machine the others run in, until what it gives is disposed.</summary>
    /// <returns><see langword="null"/> where another one is at it.</returns>
    Task<IAsyncDisposable?> TryTakePurgeAsync();
}
