using System.CommandLine;
using System.CommandLine.Parsing;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Web.CommandLine;

internal static class TokenVerbs
{
    private static readonly Option<string> Email = new("--email")
    {
        HelpName = "e-mail",
        Description = "Of the account.",
        Required = true,
    };

    private static readonly Option<string?> Label = new("--label")
    {
        HelpName = "text",
        Description = "What the list of tokens calls it.",
    };

    private static readonly Option<string?> Days = new("--days")
    {
        HelpName = "number",
        Description = "How long it is good for; 90 days unless said otherwise.",
    };

    private static readonly Option<TabloId[]> Tablos = new("--tablo")
    {
        HelpName = "id",
        Description = "A tablo that it opens, by the id in its address; may be given again. "
            + "All of the account's unless said otherwise.",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = TablosIn,
    };

    public static readonly Command All = new("token", "Tokens for the API: add.")
    {
        new Verb("add", "Prints a token with which programs use the API as this account.", AddAsync)
        {
            Email, Label, Days, Tablos,
        },
    };

    private static async Task AddAsync(ParseResult given, IServiceProvider services, CancellationToken ct)
    {
        var typed = given.GetRequiredValue(Email);
        var account = EmailAddress.TryParse(typed, out var email)
            ? await services.GetRequiredService<IAccounts>().FindByEmailAsync(email, ct)
            : null;
        var made = await services.GetRequiredService<ICommandHandler<MakeToken, MadeToken>>().HandleAsync(
            new MakeToken(
                account ?? throw new OperatorException($"There is no account with the e-mail {typed}, or it is disabled."),
                given.GetValue(Label),
                given.GetValue(Days),
                given.GetValue(Tablos) is { Length: > 0 } tablos ? tablos : null),
            ct);
        Console.WriteLine(made.Text);
    }

    private static TabloId[] TablosIn(ArgumentResult given)
    {
        var ids = new List<TabloId>();
        foreach (var typed in given.Tokens.Select(token => token.Value))
        {
            if (Guid.TryParse(typed, out var id))
            {
                ids.Add(new TabloId(id));
            }
            else
            {
                given.AddError($"'{typed}' is no id of a tablo: that is what follows /tablos/ in its address.");
            }
        }

        return [.. ids];
    }
}
