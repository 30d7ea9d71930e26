using System.CommandLine;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Operation;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;

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

    public static readonly Command All = new("user", "Accounts: add, disable, enable, reset-link, second-factor-off.")
    {
        new Verb("add", "Makes an account.", AddAsync) { Name, Email, PasswordStdin },
        new Verb("disable", "Lets an account sign in no more, and signs it out everywhere. What it wrote stays.", DisableAsync)
        {
            Email,
        },
        new Verb(
            "enable",
            "Lets a disabled account sign in again. Its tokens and links stay ended.",
            EnableAsync)
        {
            Email,
        },
        new Verb(
            "second-factor-off",
            "Takes the second factor off an account that has lost it. Its owner sees that on the page of their devices.",
            TakeOffSecondFactorAsync)
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
        if (!await services.GetRequiredService<ICommandHandler<DisableAccount, bool>>().HandleAsync(new(email), ct))
        {
            throw NoAccount(email);
        }

        if (await services.GetRequiredService<IAccounts>().FindAnyByEmailAsync(EmailAddress.From(email), ct) is { } account)
        {
            var theirs = await services.GetRequiredService<ITabloReader>().ListAsync(account, ct);
            TellOf([.. theirs.Where(tablo => tablo.Role is Role.Owner)]);
        }
    }

    private static void TellOf(IReadOnlyCollection<TabloView> withoutOwner)
    {
        if (withoutOwner.Count == 0)
        {
            return;
        }

        Console.WriteLine("These tablos need another owner: nobody can manage them now.");
        foreach (var tablo in withoutOwner)
        {
            Console.WriteLine($"  {tablo.Id}  {tablo.Name}");
        }

        Console.WriteLine("Make one of its members the owner of each: tablo hand-over --tablo <id> --email <e-mail>");
    }

    private static async Task EnableAsync(ParseResult given, IServiceProvider services, CancellationToken ct)
    {
        var email = given.GetRequiredValue(Email);
        if (!await services.GetRequiredService<ICommandHandler<EnableAccount, bool>>().HandleAsync(new(email), ct))
        {
            throw NoAccount(email);
        }
    }

    private static async Task TakeOffSecondFactorAsync(ParseResult given, IServiceProvider services, CancellationToken ct)
    {
        var email = given.GetRequiredValue(Email);
        if (!await services.GetRequiredService<ICommandHandler<TakeOffSecondFactor, bool>>().HandleAsync(new(email), ct))
        {
            throw new OperatorException(
                $"There is no account with the e-mail {email} that has a second factor, or it is disabled.");
        }
    }

    private static async Task MakeResetLinkAsync(ParseResult given, IServiceProvider services, CancellationToken ct)
    {
        var email = given.GetRequiredValue(Email);
        var makeLink = services.GetRequiredService<ICommandHandler<MakeResetLink, string?>>();
        Console.WriteLine(await makeLink.HandleAsync(new MakeResetLink(email), ct)
            ?? throw new OperatorException($"There is no account with the e-mail {email}, or it is disabled."));
    }

    private static OperatorException NoAccount(string email) => new($"There is no account with the e-mail {email}.");
}
