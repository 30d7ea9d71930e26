using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;

namespace Xtablo.Web.CommandLine;

internal static class UserVerbs
{
    public static readonly Verb[] All =
    [
        new("user add", "--name <name> --email <e-mail> --password-stdin", "Makes an account. The password is the first line of the standard input.", AddAsync),
        new("user disable", "--email <e-mail>", "Lets an account sign in no more, and signs it out everywhere. What it wrote stays.", DisableAsync),
        new("user reset-link", "--email <e-mail>", "Prints a link with which the account sets another password, once, within 24 hours.", MakeResetLinkAsync),
    ];

    private static async Task AddAsync(VerbArguments arguments, IServiceProvider services, CancellationToken ct)
    {
        var password = await Console.In.ReadLineAsync(ct);
        await services.GetRequiredService<ICommandHandler<AddAccount, AccountId>>()
            .HandleAsync(new AddAccount(arguments["--name"], arguments["--email"], password), ct);
    }

    private static async Task DisableAsync(VerbArguments arguments, IServiceProvider services, CancellationToken ct)
    {
        var email = arguments["--email"];
        if (!await services.GetRequiredService<ICommandHandler<DisableAccount, bool>>().HandleAsync(new DisableAccount(email), ct))
        {
            throw new OperatorException($"There is no account with the e-mail {email}.");
        }
    }

    private static async Task MakeResetLinkAsync(VerbArguments arguments, IServiceProvider services, CancellationToken ct)
    {
        var email = arguments["--email"];
        Console.WriteLine(await services.GetRequiredService<ICommandHandler<MakeResetLink, string?>>().HandleAsync(new MakeResetLink(email), ct)
            ?? throw new OperatorException($"There is no account with the e-mail {email}, or it is disabled."));
    }
}
