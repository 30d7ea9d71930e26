using System.CommandLine;
using System.CommandLine.Parsing;
using Xtablo.Application.Operation;

namespace Xtablo.Web.CommandLine;

internal static class BackupVerbs
{
    private static readonly Argument<string?> NewFile =
        File("The new file; one that is there is never overwritten.", ArgumentArity.ExactlyOne);

    private static readonly Argument<string?> OldFile =
        File("A backup. It takes the place of the whole database.", ArgumentArity.ZeroOrOne);

    private static readonly Option<bool> RenewOnly = new("--renew-only")
    {
        Description = "Instead of a file, for a database put back by other means: has open browsers load their pages anew.",
        Arity = ArgumentArity.Zero,
    };

    public static readonly Verb BackUp = new(
        "backup", "Copies the database into a new file, beside a running server.",
        (given, services, ct) => services.GetRequiredService<IBackups>().BackUpAsync(PathIn(given, NewFile)!, ct),
        needsTables: false)
    {
        NewFile,
    };

    public static readonly Verb Restore = MakeRestore();

    private static Verb MakeRestore()
    {
        var restore = new Verb(
            "restore",
            "Puts a backup in the place of the database; the server must be stopped.",
            RestoreAsync,
            needsTables: false)
        {
            OldFile, RenewOnly,
        };
        restore.Validators.Add(RefuseBothOrNeither);
        return restore;
    }

    private static void RefuseBothOrNeither(CommandResult given)
    {
        var file = given.GetValue(OldFile);
        if ((file is null) != given.GetValue(RenewOnly))
        {
            given.AddError(file is null
                ? "'restore' takes the name of one file, or --renew-only."
                : $"'restore' takes '{file}' or --renew-only, and not both.");
        }
    }

    private static Task RestoreAsync(ParseResult given, IServiceProvider services, CancellationToken ct)
    {
        var backups = services.GetRequiredService<IBackups>();
        return PathIn(given, OldFile) is { } file ? backups.RestoreAsync(file, ct) : backups.RenewEpochsAsync(ct);
    }

    private static string? PathIn(ParseResult given, Argument<string?> file) =>
        given.GetValue(file) is { } typed ? Path.GetFullPath(typed) : null;

    private static Argument<string?> File(string what, ArgumentArity arity)
    {
        var file = new Argument<string?>("file") { Description = what, Arity = arity };
        file.Validators.Add(given =>
        {
            // Otherwise a misspelt option would be taken for the name of a file.
            if (given.Tokens is [{ Value: ['-', ..] option }])
            {
                given.AddError($"'{option}' is no name of a file.");
            }
        });
        return file;
    }
}
