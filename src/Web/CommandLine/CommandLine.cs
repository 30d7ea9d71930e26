using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Xtablo.Application.Operation;
using Xtablo.Domain.Common;
using Xtablo.Web.Shared;

namespace Xtablo.Web.CommandLine;

/// <summary>What the program was asked to do instead of serving.</summary>
internal sealed partial class CommandLine(Verb verb, VerbArguments arguments)
{
    private static readonly Verb[] Verbs = [.. UserVerbs.All, .. TokenVerbs.All, .. BackupVerbs.All];

    /// <summary>What the arguments ask for; null for to serve.</summary>
    /// <exception cref="OperatorException">It is unknown, or something about it is missing or too much.</exception>
    public static CommandLine? Parse(string[] args)
    {
        if (args.Length == 0 || args[0].StartsWith('-') || IsSetting(args[0]))
        {
            return null;
        }

        var verb = Verbs.FirstOrDefault(verb => verb.IsIn(args))
            ?? throw new OperatorException($"'{string.Join(' ', args.TakeWhile(word => !word.StartsWith('-')))}' is nothing that Xtablo can do.\n\n{Help(Verbs)}");
        return new CommandLine(verb, new VerbArguments(verb, args[verb.Name.Split(' ').Length..]));
    }

    /// <summary>What to print when help was asked for, be it about a verb; null when it was not.</summary>
    public static string? HelpFor(string[] args)
    {
        if (!args.Any(argument => argument is "--help" or "-h") && args is not ["help", ..])
        {
            return null;
        }

        var asked = string.Join(' ', args.Where(argument => !argument.StartsWith('-') && argument != "help"));
        var meant = Verbs.Where(verb => asked.Length > 0 && verb.Name.StartsWith(asked, StringComparison.Ordinal)).ToList();
        return Help(meant.Count > 0 ? meant : Verbs);
    }

    /// <summary>The arguments that set something, such as <c>--Xtablo:DataDirectory=/data</c>: they go with any verb.</summary>
    public static string[] SettingsIn(string[] args) => [.. args.Where(IsSetting)];

    public bool NeedsTables => verb.NeedsTables;

    /// <exception cref="OperatorException">It could not be carried out.</exception>
    public async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        try
        {
            await verb.Run(arguments, scope.ServiceProvider, ct);
        }
        catch (RefusedException broken)
        {
            var sentences = scope.ServiceProvider.GetRequiredService<IStringLocalizer<Sentences>>();
            throw new OperatorException(sentences[broken.Code, [.. broken.Arguments]]);
        }
    }

    private static string Help(IEnumerable<Verb> verbs) =>
        "Without a verb Xtablo serves. Settings are environment variables, or --Key=value here.\n\n" + string.Concat(verbs.Select(verb => verb.Help));

    public static bool IsSetting(string argument) => Setting().IsMatch(argument);

    [GeneratedRegex(@"^(--)?\w+(:\w+)+=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();
}
