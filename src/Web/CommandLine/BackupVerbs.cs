using Xtablo.Application.Operation;

namespace Xtablo.Web.CommandLine;

internal static class BackupVerbs
{
    public static readonly Verb[] All =
    [
        new("backup", "<file>", "Copies the database into a new file, beside a running server.",
            (arguments, services, ct) => services.GetRequiredService<IBackups>().BackUpAsync(arguments.File, ct)) { NeedsTables = false },
        new("restore", "<file> | --renew-only",
            "Puts a backup in the place of the database; the server must be stopped. With --renew-only instead\n"
            + "of a file, for a database put back by other means: has open browsers load their pages anew.",
            (arguments, services, ct) => arguments.Has("--renew-only")
                ? services.GetRequiredService<IBackups>().RenewEpochsAsync(ct)
                : services.GetRequiredService<IBackups>().RestoreAsync(arguments.File, ct)) { NeedsTables = false },
    ];
}
