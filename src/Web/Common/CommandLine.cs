using Xtablo.Application.Common;

namespace Xtablo.Web.Common;

/// <summary>What the program does instead of serving, when its first argument says so.</summary>
internal static class CommandLine
{
    private static readonly Verb[] Verbs =
    [
        new("backup", "<file>", "Copies the database into a new file, beside a running server.",
            (services, arguments, ct) => services.GetRequiredService<IBackups>().BackUpAsync(FileOf(arguments), ct)),
        new("restore", "<file>", "Puts a backup in the place of the database; the server must be stopped. With --renew-only instead\n"
            + "of a file, for a database put back by other means: has open browsers load their pages anew.",
            (services, arguments, ct) => arguments is ["--renew-only"]
                ? services.GetRequiredService<IBackups>().RenewEpochsAsync(ct)
                : services.GetRequiredService<IBackups>().RestoreAsync(FileOf(arguments), ct)),
    ];

    public static string Help =>
        "Without a verb Xtablo serves. Settings are environment variables, or --Key=value here.\n\n"
        + string.Concat(Verbs.Select(verb => $"  {verb.Name} {verb.Arguments}\n      {verb.Does.Replace("\n", "\n      ", StringComparison.Ordinal)}\n"));

    public static bool IsHelp(string[] args) => args is ["--help" or "-h" or "help", ..];

    /// <summary>True when the arguments ask for something else than serving.</summary>
    public static bool IsCommand(string[] args) => args.Length > 0 && !args[0].StartsWith('-');

    /// <exception cref="CommandException">It is unknown, or could not be carried out.</exception>
    public static Task RunAsync(string[] args, IServiceProvider services, CancellationToken ct)
    {
        var verb = Verbs.FirstOrDefault(verb => verb.Name == args[0]) ?? throw new CommandException($"'{args[0]}' is nothing that Xtablo can do.\n\n{Help}");
        return verb.Run(services, args[1..], ct);
    }

    private static string FileOf(string[] arguments) => arguments.Where(argument => !argument.Contains('=', StringComparison.Ordinal)).ToList() is [var file] && !file.StartsWith('-')
        ? Path.GetFullPath(file)
        : throw new CommandException($"This takes the name of one file.\n\n{Help}");

    private sealed record Verb(string Name, string Arguments, string Does, Func<IServiceProvider, string[], CancellationToken, Task> Run);
}
