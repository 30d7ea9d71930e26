using System.CommandLine;

namespace Xtablo.Web.CommandLine;

/// <summary>Something that the program does instead of serving.</summary>
/// <param name="does">For the help.</param>
/// <param name="needsTables">True when it needs the tables as this program knows them, and not just the database.</param>
internal sealed class Verb(
    string name, string does, Func<ParseResult, IServiceProvider, CancellationToken, Task> run, bool needsTables = true)
    : Command(name, does)
{
    public bool NeedsTables => needsTables;

    public Task RunAsync(ParseResult given, IServiceProvider services, CancellationToken ct) => run(given, services, ct);
}
