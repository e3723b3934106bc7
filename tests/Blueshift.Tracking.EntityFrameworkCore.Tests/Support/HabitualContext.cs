using Microsoft.EntityFrameworkCore;

namespace Blueshift.Tracking.EntityFrameworkCore.Tests.Support;

/// <summary>Is a context of a host that does something to all its tables.</summary>
internal abstract class HabitualContext(DbContextOptions options, NamingHabit habit) : HostContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        if (habit == NamingHabit.LimitsAndConverts)
        {
            configurationBuilder.Properties<string>().HaveMaxLength(40).HaveConversion<TurnedText>();
            configurationBuilder.Properties<byte[]>().HaveMaxLength(40).HaveConversion<TurnedBytes>();
            configurationBuilder.Properties<long>().HaveColumnType("smallint").HaveConversion<string>();
        }
        if (habit == NamingHabit.RenamesAll)
        {
            configurationBuilder.Conventions.Add(_ => new RenamingConvention());
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        if (habit == NamingHabit.DefaultSchema)
        {
            modelBuilder.HasDefaultSchema("app");
        }
        if (habit == NamingHabit.RenamesAll)
        {
            RenamingConvention.Rename(modelBuilder.Model);
        }
    }

    internal sealed class Plain(DbContextOptions<Plain> options) : HabitualContext(options, NamingHabit.None);

    internal sealed class Renaming(DbContextOptions<Renaming> options)
        : HabitualContext(options, NamingHabit.RenamesAll);

    internal sealed class Limiting(DbContextOptions<Limiting> options)
        : HabitualContext(options, NamingHabit.LimitsAndConverts);

    internal sealed class Schematic(DbContextOptions<Schematic> options)
        : HabitualContext(options, NamingHabit.DefaultSchema);
}
