using System.Data.Common;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Accounts;
using Xtablo.Application.Discussions;
using Xtablo.Application.Limits;
using Xtablo.Application.Mail;
using Xtablo.Application.Operation;
using Xtablo.Application.Presence;
using Xtablo.Application.Realtime;
using Xtablo.Infrastructure.Backplane;
using Xtablo.Infrastructure.Health;
using Xtablo.Infrastructure.Limits;
using Xtablo.Infrastructure.Mail;
using Xtablo.Infrastructure.Markup;
using Xtablo.Infrastructure.Persistence;
using Xtablo.Infrastructure.Persistence.Postgres;
using Xtablo.Infrastructure.Persistence.Sqlite;
using Xtablo.Infrastructure.Presence;
using Xtablo.Infrastructure.Realtime;

namespace Xtablo.Infrastructure;

public static class InfrastructureServices
{
    /// <summary>Registered by hand: Identity's stores live in a scope, and sessions are one in two roles.</summary>
    private static readonly Type[] OwnLives =
        [typeof(Accounts.Accounts), typeof(Accounts.Sessions), typeof(Accounts.SecondFactors), typeof(Accounts.Passkeys)];

    /// <exception cref="SettingException">The connection string is for no database that Xtablo supports.</exception>
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(provider => DatabaseOf(settings, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IOutages>(provider => provider.GetRequiredService<Database>());
        services.AddSingleton<IOneAtATime>(provider => provider.GetRequiredService<Database>());
        services.AddSingleton(provider => new LastBackup(settings.DataDirectory, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider =>
            BackupsOf(provider.GetRequiredService<Database>(), provider.GetRequiredService<LastBackup>()));
        services.AddScoped(provider => provider.GetRequiredService<Database>().Open());
        if (settings.IsOnPostgres)
        {
            services.AddWhatNodesShare();
        }

        // The repositories and readers: each implements one port and holds no state of a request.
        services.Scan(scan => scan.FromAssemblyOf<SseHub>()
            .AddClasses(classes => classes
                .InNamespaces(
                    "Xtablo.Infrastructure.Accounts",
                    "Xtablo.Infrastructure.Discussions",
                    "Xtablo.Infrastructure.Later",
                    "Xtablo.Infrastructure.Members",
                    "Xtablo.Infrastructure.Search",
                    "Xtablo.Infrastructure.Tablos")
                .Where(type => !OwnLives.Contains(type)), publicOnly: false)
            .AsImplementedInterfaces(port => port.Namespace!.StartsWith("Xtablo", StringComparison.Ordinal))
            .WithSingletonLifetime()
            .AddClasses(classes => classes.AssignableTo<ICheckup>(), publicOnly: false)
            .As<ICheckup>()
            .WithSingletonLifetime());

        services.AddSingleton<Discussions.SingleChange>();
        services.AddSingleton<Starting.EditRehearsal>();
        services.AddHostedService<Starting.WarmQueries>();
        services.AddSingleton(provider => SearchRowsOf(provider.GetRequiredService<Database>()));
        services.AddSingleton<Search.SearchProjection>();
        services.AddHostedService<Search.KeepSearchIndex>();

        services.AddSingleton<Accounts.Sessions>();
        services.AddSingleton<ISessions>(provider => provider.GetRequiredService<Accounts.Sessions>());
        services.AddScoped<IAccounts, Accounts.Accounts>(); // Identity's stores live in a scope
        services.AddSingleton<IPasswordHasher<IdentityUser<Guid>>, PasswordHasher<IdentityUser<Guid>>>(); // both are stateless
        services.AddSingleton<Accounts.PasswordHashes>();
        services.AddSingleton<ILookupNormalizer, Accounts.EmailKeys>();
        services.AddScoped<ISecondFactors, Accounts.SecondFactors>();
        services.AddScoped<IPasskeys, Accounts.Passkeys>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000); // OWASP, for PBKDF2-HMAC-SHA512
        services.AddIdentityCore<IdentityUser<Guid>>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                identity.User.AllowedUserNameCharacters = ""; // any: a user name is the e-mail address
            })
            .AddEntityFrameworkStores<XtabloDb>();

        services.AddSingleton<IMarkup, MarkdigMarkup>();
        services.AddSingleton<SmtpMail>();
        services.AddSingleton<IMail>(provider => provider.GetRequiredService<SmtpMail>());
        services.AddHostedService(provider => provider.GetRequiredService<SmtpMail>());

        services.AddSingleton<ILog, DatabaseLog>();
        services.AddSingleton(HubOptions.From(settings));
        services.AddSingleton<SseHub>();
        services.AddSingleton<IRealtimeBroadcaster>(provider => provider.GetRequiredService<SseHub>());
        services.AddSingleton<IRealtimeFeed>(provider => provider.GetRequiredService<SseHub>());
        services.AddSingleton<Gatherings>();
        services.AddSingleton<IPresence>(provider => provider.GetRequiredService<Gatherings>());
        services.AddSingleton<IPresenceFeed>(provider => provider.GetRequiredService<Gatherings>());
        services.AddSingleton<Reconciler>();
        services.AddHostedService(provider => provider.GetRequiredService<Reconciler>());
        services.AddSingleton<StaleCounts>();
        services.AddHostedService(provider => provider.GetRequiredService<StaleCounts>());
        services.AddHostedService<MemoryAfterACrowd>();
        services.AddSingleton<Accounts.EndedAccess>();
        services.AddHostedService(provider => provider.GetRequiredService<Accounts.EndedAccess>());
        services.AddSingleton<Accounts.AccessRecheck>();
        services.AddHostedService(provider => provider.GetRequiredService<Accounts.AccessRecheck>());
        services.AddSingleton<Accounts.ForgetEnded>();
        services.AddHostedService(provider => provider.GetRequiredService<Accounts.ForgetEnded>());
        services.AddBackplane(settings.Backplane);
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        return services;
    }

    /// <summary>Migrates the database to this program's version. Call it before serving.</summary>
    /// <param name="progress">Reports the present step, such as <c>waiting for PostgreSQL</c>.</param>
    /// <param name="ct">Ends waiting; a migration that has begun is finished first.</param>
    /// <returns>What the operator should know about the database, in a sentence; null for nothing.</returns>
    /// <exception cref="SettingException">The connection string does not lead to a usable database.</exception>
    /// <exception cref="OperatorException">A newer Xtablo has migrated it.</exception>
    public static Task<string?> PrepareDatabaseAsync(
        this IServiceProvider services, IProgress<string> progress, CancellationToken ct) =>
        services.GetRequiredService<Database>().PrepareAsync(progress, ct);

    /// <summary>Makes the database ready for a verb of the command line; a server may be running.</summary>
    /// <exception cref="SettingException">The connection string does not lead to a usable database.</exception>
    /// <exception cref="OperatorException">Another version of Xtablo has migrated it, or runs on it.</exception>
    public static Task JoinDatabaseAsync(this IServiceProvider services, IProgress<string> progress, CancellationToken ct) =>
        services.GetRequiredService<Database>().JoinAsync(progress, ct);

    /// <summary>What several nodes on one PostgreSQL have in common, and one on SQLite has in files and memory.</summary>
    private static void AddWhatNodesShare(this IServiceCollection services)
    {
        services.AddScoped(provider => provider.GetRequiredService<PostgresDatabase>().Open()); // one that the keys dispose alone
        services.AddSingleton<IXmlRepository, EntityFrameworkCoreXmlRepository<PostgresDb>>();
        services.AddSingleton(provider => (PostgresDatabase)provider.GetRequiredService<Database>());
        services.AddSingleton<CountsInDatabase>();
        services.AddSingleton<ILimitCounts>(provider => provider.GetRequiredService<CountsInDatabase>());
        services.AddHostedService<ForgetCounts>();
    }

    private static IBackups BackupsOf(Database database, LastBackup last) => database switch
    {
        SqliteDatabase sqlite => new SqliteBackups(sqlite, last),
        PostgresDatabase postgres => new PostgresBackups(postgres, last),
        _ => throw new InvalidOperationException("This database has no backups."),
    };

    private static Search.SearchRows SearchRowsOf(Database database) =>
        database is SqliteDatabase ? new Search.SqliteSearchRows() : new Search.PostgresSearchRows();

    private static Database DatabaseOf(Settings settings, TimeProvider time)
    {
        try
        {
            if (settings.IsOnPostgres)
            {
                var listening = settings.Backplane.Kind == BackplaneKind.Postgres ? 1 : 0;
                return new PostgresDatabase(settings.ConnectionString, time) { LeftToOthers = listening };
            }

            if (new DbConnectionStringBuilder { ConnectionString = settings.ConnectionString }.ContainsKey("Data Source"))
            {
                return new SqliteDatabase(settings.ConnectionString, time);
            }
        }
        catch (ArgumentException failure)
        {
            throw new SettingException(Settings.ConnectionKey, $"it cannot be read: {failure.Message}");
        }

        throw new SettingException(
            Settings.ConnectionKey, "it must have 'Host=…' for PostgreSQL or 'Data Source=…' for SQLite.");
    }
}
