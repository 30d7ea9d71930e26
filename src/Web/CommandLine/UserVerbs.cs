using System.CommandLine;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;

namespace Xtablo.Web.CommandLine;

internal static class UserVerbs
{
    private static readonly Option<string> Name = new("--name")
    {
        HelpName = "name",
        Description = "What the others see.",
        Required = true,
    };

    private static readonly Option<string> Email = new("--email")
    {
        HelpName = "e-mail",
        Description = "What the account signs in with.",
        Required = true,
    };

    private static readonly Option<bool> PasswordStdin = new("--password-stdin")
    {
        Description = "The password is the first line of the standard input.",
        Required = true,
        Arity = ArgumentArity.Zero,
    };

    public static readonly Command All = new("user", "Accounts: add, disable, reset-link.")
    {
        new Verb("add", "Makes an account.", AddAsync) { Name, Email, PasswordStdin },
        new Verb("disable", "Lets an account sign in no more, and signs it out everywhere. What it wrote stays.", DisableAsync)
        {
            Email,
        },
        new Verb(
            "reset-link",
            "Prints a link with which the account sets another password, once, within 24 hours.",
            MakeResetLinkAsync)
        {
            Email,
        },
    };

    private static async Task AddAsync(ParseResult given, IServiceProvider services, CancellationToken ct)
    {
        var password = await Console.In.ReadLineAsync(ct);
        await services.GetRequiredService<ICommandHandler<AddAccount, AccountId>>()
            .HandleAsync(new AddAccount(given.GetRequiredValue(Name), given.GetRequiredValue(Email), password), ct);
    }

    private static async Task DisableAsync(ParseResult given, IServiceProvider services, CancellationToken ct)
    {
        var email = given.GetRequiredValue(Email);
        var disable = services.GetRequiredService<ICommandHandler<DisableAccount, bool>>();
        if (!await disable.HandleAsync(new DisableAccount(email), ct))
        {
            throw new OperatorException($"There is no account with the e-mail {email}.");
        }
    }

    private static async Task MakeResetLinkAsync(ParseResult given, IServiceProvider services, CancellationToken ct)
    {
        var email = given.GetRequiredValue(Email);
        var makeLink = services.GetRequiredService<ICommandHandler<MakeResetLink, string?>>();
        Console.WriteLine(await makeLink.HandleAsync(new MakeResetLink(email), ct)
            ?? throw new OperatorException($"There is no account with the e-mail {email}, or it is disabled."));
    }
}
