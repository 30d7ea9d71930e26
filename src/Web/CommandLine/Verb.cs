using System.Text.RegularExpressions;

namespace Xtablo.Web.CommandLine;

/// <summary>Something that the program does instead of serving.</summary>
/// <param name="Name">A word or two, such as <c>user add</c>.</param>
/// <param name="Usage">
/// What follows, both as the help shows it and as it is read: <c>&lt;file&gt;</c> is given bare, <c>--email &lt;e-mail&gt;</c>
/// has a value, <c>--password-stdin</c> has none; what stands in brackets or behind a bar may be left out, and what an
/// ellipsis follows may be given more than once.
/// </param>
/// <param name="Does">For the help; its lines are not broken any further.</param>
internal sealed partial record Verb(string Name, string Usage, string Does, Func<VerbArguments, IServiceProvider, CancellationToken, Task> Run)
{
    /// <summary>True when it needs the tables as this program knows them, and not just the database.</summary>
    public bool NeedsTables { get; init; } = true;

    public string Help => $"  {Name} {Usage}\n      {Does.Replace("\n", "\n      ", StringComparison.Ordinal)}\n";

    public IReadOnlyList<Option> Options { get; } =
    [
        .. OptionIn().Matches(Usage).Select(option => new Option(
            option.Groups["name"].Value, option.Groups["value"].Success, !option.Groups["optional"].Success, option.Groups["many"].Success)),
    ];

    /// <summary>True when the arguments begin with its words.</summary>
    public bool IsIn(string[] args) => Name.Split(' ') is var words && args.Take(words.Length).SequenceEqual(words, StringComparer.Ordinal);

    [GeneratedRegex(@"(?<optional>\[|\| )?(?<name>--[a-z-]+)(?<value> <[^>]+>)?(?<many>\]…)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OptionIn();

    public sealed record Option(string Name, bool HasValue, bool IsRequired, bool MayRepeat);
}
