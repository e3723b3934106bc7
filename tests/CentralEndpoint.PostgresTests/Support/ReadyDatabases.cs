using System.Threading.Channels;
using Demo.Processes;
using Npgsql;

namespace CentralEndpoint.Tests.Support;

/// <summary>Makes empty databases ahead of the tests, most of which need one of their own, while the test before runs.</summary>
internal sealed class ReadyDatabases : IAsyncDisposable
{
    private const int Ahead = 8;

    private readonly Channel<string> _names = Channel.CreateBounded<string>(Ahead);
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _making;

    public ReadyDatabases(PostgresServer server) => _making = Task.Run(() => MakeAsync(server));

    /// <summary>Takes one that nobody else has.</summary>
    public ValueTask<string> TakeAsync() => _names.Reader.ReadAsync();

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _making;
        _ended.Dispose();
    }

    private async Task MakeAsync(PostgresServer server)
    {
        try
        {
            await using var connection = new NpgsqlConnection(server.OwnerConnection("postgres") + ";Pooling=False");
            await connection.OpenAsync(_ended.Token);
            for (var number = 1; await _names.Writer.WaitToWriteAsync(_ended.Token); number++)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = $"CREATE DATABASE endpoint_{number} OWNER {PostgresServer.EndpointRole}";
                await command.ExecuteNonQueryAsync(_ended.Token);
                await _names.Writer.WriteAsync($"endpoint_{number}", _ended.Token);
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The tests are over.
        }
        catch (Exception fault)
        {
            // Whoever takes one is told.
            _names.Writer.Complete(fault);
        }
    }
}
