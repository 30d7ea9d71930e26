using System.CommandLine;

namespace Xtablo.Web.CommandLine;

/// <summary>A command that the program runs instead of serving.</summary>
/// <param name="does">The description in the help.</param>
/// <param name="needsTables">True when it needs the tables in this program's version, and not just the database.</param>
internal sealed class Verb(
    string name, string does, Func<ParseResult, IServiceProvider, CancellationToken, Task> run, bool needsTables = true)
    : Command(name, does)
{
    public bool NeedsTables => needsTables;

    public Task RunAsync(ParseResult given, IServiceProvider services, CancellationToken ct) => run(given, services, ct);
}
