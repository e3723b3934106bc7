namespace CentralEndpoint.Commands;

/// <summary>
/// The arguments, split into settings (<c>--CentralEndpoint:DataFolder=…</c>, which every command takes) and the words of a command.
/// Without words the process serves.
/// </summary>
internal sealed class CommandLine
{
    public const int Done = 0;
    public const int Wrong = 1;
    public const int BadArguments = 2;

    private const string Usage = """
        Without a command the endpoint serves.

          instances add <id> --client <name> --kind production|test [--zone <zone>] [--seats <number>]
                        [--public-key <file>] [--expires <days>|never]
              creates a client instance and prints its settings once
              --zone        time zone of its reports, such as Europe/Zurich; the default is UTC
              --seats       contracted seats; leave it out where there is no contract on seats
              --public-key  the client signs tokens with a key of its own, and this is its public key (PEM, P-256); without it an
                            API key is made
              --expires     in how many days the key ceases to be good, 1 to 3650; the default is 365
          instances key add <id> [--public-key <file>] [--expires <days>|never]
              adds a second key, of either kind, so that the client can change over, and prints its settings once
          instances key revoke <key id>
              ends a key at once, in every endpoint
          instances key list <id>
              lists the keys of an instance
          instances retire <id>
              ends an instance: it is answered 410, and what it reported stays
          instances list
              lists instances and their keys: id, api-key or jwt, created, last used, expires, and live, revoked or expired
          instances resync [<id>]
              asks an instance, or all, to tell once more who is active: after PostgreSQL's own backup was restored
          activities void <instance> <activity id> --reason <text>
              takes a wrong activity out of every figure from now on, for good; it stays stored
          tokens list
              lists the read tokens of the staff: id, account, made, last used, good until, and live, revoked or expired
          tokens revoke <id>
              ends one at once, in every endpoint
          projection verify
              counts the users whose stored times of activity are not what their activities say, and compares how many are stored;
              ends with 1 if anything is wrong
          projection rebuild
              makes both anew, instance by instance, while the endpoint serves
          audit verify [--newest <number>:<hash>]
              walks the audit chain; ends with 1 if it is broken, and says where
              --newest      compares with its end as noted before, which the log has for each day: an end that was cut off is missed
          purge [--dry-run]
              deletes what is due by its age, as the endpoint does each day; a line for each kind: which, how many, older than when
          backup <file>
              writes everything but the master key into a new SQLite file, as it is at one moment, while the endpoint serves
          restore <file>
              fills an empty database, SQLite or PostgreSQL, from a backup, and asks every instance to tell once more who is active

        Settings go with every command, such as --CentralEndpoint:DataFolder=/srv/endpoint,
        or come from the environment, such as CentralEndpoint__DataFolder.
        """;

    private readonly string[] _settings;
    private readonly string[] _words;

    private CommandLine(string[] settings, string[] words)
    {
        _settings = settings;
        _words = words;
    }

    public bool IsCommand => _words.Length > 0;

    public static CommandLine Parse(string[] args)
    {
        var settings = new List<string>();
        var words = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (!IsSetting(args[i]))
            {
                words.Add(args[i]);
                continue;
            }

            settings.Add(args[i]);
            if (!args[i].Contains('=', StringComparison.Ordinal) && i + 1 < args.Length)
            {
                settings.Add(args[++i]);
            }
        }

        return new CommandLine([.. settings], [.. words]);
    }

    /// <summary>Runs the command and gives the exit code of the process.</summary>
    public async Task<int> RunAsync(TextWriter output, TextWriter error)
    {
        try
        {
            if (_words.Any(static word => word is "--help" or "-h"))
            {
                await output.WriteLineAsync(Usage);
                return Done;
            }

            return await RunAsync(Command(), output, error);
        }
        catch (BadArgumentsException fault)
        {
            await error.WriteLineAsync(fault.Message);
            await error.WriteLineAsync("--help shows the commands.");
            return BadArguments;
        }
    }

    // A key with a colon is a path into the configuration; the two others are the host's own.
    private static bool IsSetting(string argument)
    {
        var key = argument.Split('=', 2)[0];
        return key.StartsWith("--", StringComparison.Ordinal)
            && (key.Contains(':', StringComparison.Ordinal) || key is "--environment" or "--contentRoot");
    }

    private Func<CommandContext, Task<int>> Command()
    {
        switch (_words)
        {
            case ["instances", "add", ..]:
                var (instance, first) = InstancesAdd.Read(_words[2..]);
                return context => DoneAsync(new InstanceCommands(context).AddAsync(instance, first));
            case ["instances", "key", "add", _, ..]:
                var (owner, next) = CredentialArguments.ReadAdd(_words[3..]);
                return context => DoneAsync(new CredentialCommands(context).AddAsync(owner, next));
            case ["instances", "key", "revoke", var keyId]:
                return context => DoneAsync(new CredentialCommands(context).RevokeAsync(keyId));
            case ["instances", "key", "list", var id]:
                return context => DoneAsync(new CredentialCommands(context).ListAsync(id));
            case ["instances", "retire", var id]:
                return context => DoneAsync(new InstanceCommands(context).RetireAsync(id));
            case ["instances", "list"]:
                return static context => DoneAsync(new CredentialCommands(context).ListAsync(instance: null));
            case ["instances", "resync", .. { Length: <= 1 } id]:
                return context => DoneAsync(new InstanceCommands(context).ResyncAsync(id.Length == 0 ? null : id[0]));
            case ["activities", "void", ..]:
                var (of, activity, reason) = ActivityCommands.Read(_words[2..]);
                return context => DoneAsync(ActivityCommands.VoidAsync(context, of, activity, reason));
            case ["projection", "verify"]:
                return static async context => await new ProjectionCommands(context).VerifyAsync() ? Done : Wrong;
            case ["projection", "rebuild"]:
                return static context => DoneAsync(new ProjectionCommands(context).RebuildAsync());
            default:
                return CommandOfWhole();
        }
    }

    // About no one instance.
    private Func<CommandContext, Task<int>> CommandOfWhole()
    {
        switch (_words)
        {
            case ["tokens", "list"]:
                return static context => DoneAsync(TokenCommands.ListAsync(context));
            case ["tokens", "revoke", var token]:
                return context => DoneAsync(TokenCommands.RevokeAsync(context, token));
            case ["audit", ..]:
                return AuditCommands.Read(_words[1..]);
            case ["purge", ..]:
                return PurgeCommand.Read(_words[1..]);
            case ["backup", var file]:
                return context => DoneAsync(BackupCommands.BackUpAsync(context, file));
            case ["restore", var file]:
                return context => DoneAsync(BackupCommands.RestoreAsync(context, file));
            default:
                throw new BadArgumentsException($"There is no command \"{string.Join(' ', _words.Take(3))}\".");
        }
    }

    private static async Task<int> DoneAsync(Task command)
    {
        await command;
        return Done;
    }

    private async Task<int> RunAsync(Func<CommandContext, Task<int>> command, TextWriter output, TextWriter error)
    {
        var builder = WebApplication.CreateBuilder(_settings);
        var settings = CentralEndpointSettings.Read(builder.Configuration, builder.Environment.ContentRootPath);
        if (!settings.IsPublicAddressKnown)
        {
            throw new BadArgumentsException(
                $"The port of the endpoint is not known. Set {CentralEndpointSettings.Name(nameof(settings.PublicAddress))}."
            );
        }

        using var context = new CommandContext(settings, output, error);
        return await command(context);
    }
}
