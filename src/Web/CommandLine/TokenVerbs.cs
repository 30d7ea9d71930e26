using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Web.CommandLine;

internal static class TokenVerbs
{
    public static readonly Verb[] All =
    [
        new("token add", "--email <e-mail> [--label <text>] [--days <number>] [--tablo <id>]…",
            "Prints a token with which programs use the API as this account: for 90 days unless said\n"
            + "otherwise, and for all of its tablos or for those that are named by the ids in their addresses.",
            AddAsync),
    ];

    private static async Task AddAsync(VerbArguments arguments, IServiceProvider services, CancellationToken ct)
    {
        var account = EmailAddress.TryParse(arguments["--email"], out var email)
            ? await services.GetRequiredService<IAccounts>().FindByEmailAsync(email, ct)
            : null;
        var made = await services.GetRequiredService<ICommandHandler<MakeToken, MadeToken>>().HandleAsync(
            new MakeToken(
                account ?? throw new OperatorException($"There is no account with the e-mail {arguments["--email"]}, or it is disabled."),
                arguments.Find("--label"),
                arguments.Find("--days"),
                TablosIn(arguments)),
            ct);
        Console.WriteLine(made.Text);
    }

    private static TabloId[]? TablosIn(VerbArguments arguments) => arguments.All("--tablo") is { Count: > 0 } ids
        ? [.. ids.Select(id => Guid.TryParse(id, out var tablo) ? new TabloId(tablo) : throw new OperatorException($"'{id}' is no id of a tablo: that is what follows /tablos/ in its address."))]
        : null;
}
