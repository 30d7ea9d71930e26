using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xtablo.Application.Operation;

namespace Xtablo.Infrastructure.Persistence.Postgres;

/// <summary>Uses PostgreSQL's own pg_dump, pg_restore and psql, which know best what a database consists of.</summary>
internal sealed class PostgresBackups(PostgresDatabase database, LastBackup last) : IBackups
{
    private const int LongestWait = 10_000; // milliseconds, for a table that another program has locked
    private const string Migrations = "migrations:";

    public async Task BackUpAsync(string file, CancellationToken ct)
    {
        await BackupFile.CreateAsync(file, async partial =>
        {
            using var dump = Start(
                "pg_dump",
                ["--format=custom", "--no-owner", "--no-privileges", $"--lock-wait-timeout={LongestWait}", $"--file={partial}"]);
            await SucceedAsync(dump, ct);
        });
        last.Note();
    }

    public async Task RestoreAsync(string file, CancellationToken ct)
    {
        BackupFile.MustExist(file);
        await NobodyElseIsConnectedAsync(ct);
        using var psql = Start("psql", ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1"]);
        using var dump = Start("pg_restore", ["--clean", "--if-exists", "--no-owner", "--no-privileges", "--file=-", file]);
        try
        {
            // The copy and the new epochs are one transaction; without its final COMMIT nothing has happened.
            await psql.StandardInput.WriteAsync(
                $"BEGIN;\nSET lock_timeout = {LongestWait};\nDROP TABLE IF EXISTS {AllTables()} CASCADE;\n");
            await dump.StandardOutput.BaseStream.CopyToAsync(psql.StandardInput.BaseStream, ct);
            await SucceedAsync(dump, ct);
            await MustNotBeNewerAsync(psql, file, ct);
            await psql.StandardInput.WriteAsync(
                "UPDATE public.discussions SET epoch = substr(md5(gen_random_uuid()::text), 1, 8);\nCOMMIT;\n");
            psql.StandardInput.Close();
            await SucceedAsync(psql, ct);
        }
        catch (IOException) // psql has given up before the end
        {
            await SucceedAsync(psql, ct);
            throw;
        }
        finally
        {
            End(psql);
            End(dump);
        }
    }

    public async Task RenewEpochsAsync(CancellationToken ct)
    {
        await NobodyElseIsConnectedAsync(ct);
        await using var db = database.Open();
        _ = await TableVersion<PostgresDb>.IsBehindAsync(db, "PostgreSQL", ct);
        await db.RenewEpochsAsync(ct);
    }

    /// <summary>Asks in the transaction that has the backup in it already.</summary>
    private static async Task MustNotBeNewerAsync(Process psql, string file, CancellationToken ct)
    {
        await psql.StandardInput.WriteAsync(
            $"SELECT '{Migrations}' || coalesce(string_agg(\"MigrationId\", ','), '') FROM public.\"__EFMigrationsHistory\";\n");
        await psql.StandardInput.FlushAsync(ct);
        while (await psql.StandardOutput.ReadLineAsync(ct) is { } line) // it ends when psql has given up
        {
            if (line.StartsWith(Migrations, StringComparison.Ordinal))
            {
                var applied = line[Migrations.Length..].Split(',', StringSplitOptions.RemoveEmptyEntries);
                TableVersion<PostgresDb>.MustKnow(applied, $"'{file}'");
                return;
            }
        }

        await SucceedAsync(psql, ct);
    }

    /// <summary>Includes tables that the backup is too old to have, which pg_restore would leave in place.</summary>
    private string AllTables()
    {
        using var db = database.Open();
        var tables = db.Model.GetEntityTypes().Select(entity => entity.GetTableName()).OfType<string>().Distinct();
        return string.Join(", ", tables.Append("__EFMigrationsHistory").Select(table => $"\"{table}\""));
    }

    private async Task NobodyElseIsConnectedAsync(CancellationToken ct)
    {
        try
        {
            await using var open = (NpgsqlConnection)await database.OpenAloneAsync(ct);
            if (!await open.IsDirectAsync(ct))
            {
                throw new OperatorException(
                    "This connection leads to a pooler; name PostgreSQL itself: what a pooler keeps open looks like an Xtablo.");
            }

            var another = await open.AskAsync(
                """
                SELECT pid FROM pg_stat_activity
                WHERE datname = current_database()
                  AND application_name = current_setting('application_name')
                  AND pid <> pg_backend_pid()
                """,
                ct);
            if (another is not null)
            {
                throw new OperatorException(
                    "An Xtablo is running on this database, or a pooler has kept its connections; stop it first, and the pooler "
                    + "with it: what an Xtablo has in memory is of the old database.");
            }
        }
        catch (Exception failure) when (database.IsOutage(failure) || failure is NpgsqlException)
        {
            throw new OperatorException($"PostgreSQL cannot be used: {failure.Message}");
        }
    }

    private Process Start(string program, string[] arguments)
    {
        var connection = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["PGHOST"] = connection.Host;
        start.Environment["PGPORT"] = connection.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGDATABASE"] = connection.Database ?? connection.Username;
        start.Environment["PGSSLMODE"] = connection.SslMode switch
        {
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            var mode => mode.ToString().ToLowerInvariant(),
        };
        start.Environment["PGCLIENTENCODING"] = "UTF8";
        if (connection.Username is { } user)
        {
            start.Environment["PGUSER"] = user;
        }

        if (connection.Password is { } password)
        {
            start.Environment["PGPASSWORD"] = password;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new OperatorException(
                $"This needs PostgreSQL's own {program}: install PostgreSQL's client programs here "
                + "(on Debian the package postgresql-client).");
        }
    }

    private static async Task SucceedAsync(Process program, CancellationToken ct)
    {
        var said = await program.StandardError.ReadToEndAsync(ct);
        await program.WaitForExitAsync(ct);
        if (program.ExitCode != 0)
        {
            throw new OperatorException($"Nothing was changed. {said.Trim().ReplaceLineEndings(" ")}");
        }
    }

    private static void End(Process program)
    {
        if (!program.HasExited)
        {
            program.Kill();
        }
    }
}
