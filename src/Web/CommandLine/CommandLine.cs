using System.CommandLine;
using System.CommandLine.Help;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Xtablo.Application.Operation;
using Xtablo.Domain.Common;
using Xtablo.Web.Shared;

namespace Xtablo.Web.CommandLine;

/// <summary>A command line that asks the program to run a verb instead of serving.</summary>
internal sealed partial class CommandLine
{
    private static readonly Command Xtablo = new(
        "xtablo", "Without a verb Xtablo serves. Settings are environment variables, or --Key=value here, with any verb.")
    {
        UserVerbs.All, TokenVerbs.All, TabloVerbs.All, SearchVerbs.All, BackupVerbs.BackUp, BackupVerbs.Restore, DoctorVerbs.Look,
        new HelpOption(),
    };

    private static readonly HashSet<string?> ValueOptions =
    [
        .. Xtablo.Subcommands.SelectMany(verb => verb.Subcommands.Prepend(verb))
            .SelectMany(verb => verb.Options)
            .Where(option => option.Arity.MinimumNumberOfValues > 0)
            .Select(option => option.Name),
    ];

    // A name may begin with @, which the parser would otherwise read as a response file.
    private static readonly ParserConfiguration AsTyped = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    private readonly ParseResult _given;

    private CommandLine(ParseResult given, string[] settings) => (_given, Settings) = (given, settings);

    /// <summary>The arguments that are settings, such as <c>--Xtablo:DataDirectory=/data</c>: any verb accepts them.</summary>
    public string[] Settings { get; }

    public bool NeedsTables => Verb.NeedsTables;

    private Verb Verb => (Verb)_given.CommandResult.Command;

    /// <summary>Returns null when the arguments ask the program to serve.</summary>
    public static CommandLine? Parse(string[] args)
    {
        var settings = args.Where((argument, at) => IsSetting(argument, after: args.ElementAtOrDefault(at - 1))).ToArray();
        var words = args.Where((argument, at) => !IsSetting(argument, after: args.ElementAtOrDefault(at - 1))).ToArray();
        if (words is ["help", .. var about])
        {
            words = [.. about, "--help"];
        }

        var serves = words.Length == 0 || (words[0].StartsWith('-') && !words.Any(word => word is "--help" or "-h" or "-?"));
        return serves ? null : new CommandLine(Xtablo.Parse(words, AsTyped), settings);
    }

    /// <summary>Prints the requested help, or the errors in the arguments and the help on them.</summary>
    /// <returns>The exit code; null when there is a verb to run: then nothing was printed.</returns>
    public int? Answer() => _given.Action is null
        ? null
        : _given.Invoke(new() { Output = _given.Action is HelpAction ? Console.Out : Console.Error });

    /// <exception cref="OperatorException">The verb could not be carried out.</exception>
    public async Task RunAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        try
        {
            await Verb.RunAsync(_given, scope.ServiceProvider, ct);
        }
        catch (RefusedException broken)
        {
            var sentences = scope.ServiceProvider.GetRequiredService<IStringLocalizer<Sentences>>();
            throw new OperatorException(sentences[broken.Code, [.. broken.Arguments]]);
        }
        catch (Exception failure) when (scope.ServiceProvider.GetRequiredService<IOutages>().IsOutage(failure))
        {
            throw new OperatorException(
                "The database cannot be used now, so it is not known whether this was done; look, and try it again: "
                + failure.GetBaseException().Message);
        }
    }

    /// <param name="after">The preceding argument: after an option, as in <c>--label ci:build=1</c>, it is a value.</param>
    private static bool IsSetting(string argument, string? after) =>
        Setting().IsMatch(argument) && (argument.StartsWith('-') || !ValueOptions.Contains(after));

    [GeneratedRegex(@"^(--)?\w+(:\w+)+=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();
}
