using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Scaffolding;
using Microsoft.EntityFrameworkCore.Sqlite.Design.Internal;
using Microsoft.Extensions.DependencyInjection;
using Npgsql.EntityFrameworkCore.PostgreSQL.Design.Internal;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Persistence.Postgres;
using Xtablo.Infrastructure.Persistence.Sqlite;

#pragma warning disable EF1001 // what the tool is made of has no public name

namespace Xtablo.Infrastructure.Tests.Persistence;

/// <summary>What a tool wrote down of the tables is what they are: docs/architecture.md has the command that writes it.</summary>
public sealed partial class ModelsBuiltAheadTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("xtablo-model-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void That_of_SQLite_is_as_its_tables_are() =>
        AssertIsWritten(NewContext<SqliteDb>(), new SqliteDesignTimeServices(), "Sqlite");

    [Fact]
    public void That_of_PostgreSQL_is_as_its_tables_are() =>
        AssertIsWritten(NewContext<PostgresDb>(), new NpgsqlDesignTimeServices(), "Postgres");

    [Fact]
    public void Both_are_taken_when_the_program_runs()
    {
        using var sqlite = NewContext<SqliteDb>();
        using var postgres = NewContext<PostgresDb>();

        Assert.Same(Models.Sqlite.SqliteDbModel.Instance, sqlite.Model);
        Assert.Same(Models.Postgres.PostgresDbModel.Instance, postgres.Model);
    }

    private static T NewContext<T>()
        where T : DbContext => ((IDesignTimeDbContextFactory<T>)(object)new DesignTime()).CreateDbContext([]);

    private static string RootAbove(string folder) =>
        File.Exists(Path.Combine(folder, "Xtablo.sln")) ? folder : RootAbove(Path.GetDirectoryName(folder)!);

    [GeneratedRegex("modelId: new Guid\\(\"[^\"]*\"\\)", RegexOptions.None, 1000)]
    private static partial Regex Id();

    private void AssertIsWritten(DbContext db, IDesignTimeServices provider, string name)
    {
        using var context = db;
        var services = new ServiceCollection().AddEntityFrameworkDesignTimeServices().AddDbContextDesignTimeServices(db);
        provider.ConfigureDesignTimeServices(services);
        using var tool = services.BuildServiceProvider();
        var written = tool.GetRequiredService<ICompiledModelScaffolder>().ScaffoldModel(
            db.GetService<IDesignTimeModel>().Model,
            _folder,
            new()
            {
                ContextType = db.GetType(),
                ModelNamespace = $"Xtablo.Infrastructure.Models.{name}",
                Language = "C#",
                UseNullableReferenceTypes = true,
            });
        var there = Path.Combine(RootAbove(AppContext.BaseDirectory), "src/Infrastructure/Models", name);

        Assert.Equal(
            written.Select(Path.GetFileName).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(there).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(written, file => Assert.Equal(Read(file), Read(Path.Combine(there, Path.GetFileName(file)))));

        // Each time it is written it gets another id.
        static string Read(string file) => Id().Replace(File.ReadAllText(file), "modelId");
    }
}
