using System.CommandLine;
using Xtablo.Application.Accounts;
using Xtablo.Application.Common;
using Xtablo.Application.Members;
using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Web.CommandLine;

internal static class TabloVerbs
{
    private static readonly Option<string> Tablo = new("--tablo")
    {
        HelpName = "id",
        Description = "The tablo, by the id in its address.",
        Required = true,
    };

    private static readonly Option<string> Email = new("--email")
    {
        HelpName = "e-mail",
        Description = "Of the member who becomes its owner.",
        Required = true,
    };

    public static readonly Command All = new("tablo", "Tablos: hand-over.")
    {
        new Verb("hand-over", "Makes a member the owner of a tablo, for one whose owner is gone.", HandOverAsync)
        {
            Tablo, Email,
        },
    };

    private static async Task HandOverAsync(ParseResult given, IServiceProvider services, CancellationToken ct)
    {
        var (id, typed) = (given.GetRequiredValue(Tablo), given.GetRequiredValue(Email));
        if (!Guid.TryParse(id, out var tablo))
        {
            throw new OperatorException($"'{id}' is no id of a tablo: that is what follows /tablos/ in its address.");
        }

        var account = EmailAddress.TryParse(typed, out var email)
            ? await services.GetRequiredService<IAccounts>().FindByEmailAsync(email, ct)
            : null;
        var next = account ?? throw new OperatorException($"There is no account with the e-mail {typed}, or it is disabled.");
        var appoint = services.GetRequiredService<ICommandHandler<AppointOwner, bool>>();
        if (!await appoint.HandleAsync(new AppointOwner(new TabloId(tablo), next), ct))
        {
            throw new OperatorException($"There is no tablo with the id {tablo}.");
        }
    }
}
