using Xtablo.Application.Accounts;
using Xtablo.Application.Discussions;
using Xtablo.Application.Members;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Domain.Text;

namespace Xtablo.Tests.Support;

/// <summary>Someone whose account the program's own handlers have made, and who has them do what a test needs before it begins.</summary>
public sealed class Insider(IServiceProvider services, Person self)
{
    public Person Self => self;

    public AccountId Account => self.Id;

    public static async Task<Insider> NewAsync(IServiceProvider services, string name, string email, string password)
    {
        var account = await services.DoAsync<AddAccount, AccountId>(new(name, email, password));
        return new(services, new Person(account, DisplayName.From(name)));
    }

    /// <returns>The address of its discussion.</returns>
    public async Task<string> CreateTabloAsync(string name) =>
        $"/tablos/{await services.DoAsync<CreateTablo, TabloId>(new(self, name))}/discussion";

    /// <summary>Makes another a member of a tablo of one's own.</summary>
    public async Task AdmitAsync(string discussion, Insider other)
    {
        var secret = await services.DoAsync<InviteToTablo, Secret?>(new(TabloOf(discussion), Account, Label: null, MaxUses: null, ExpiresInDays: null));
        await services.DoAsync<JoinTablo, TabloId>(new(other.Self, secret!.Text));
    }

    public async Task SayAsync(string discussion, string body) =>
        await services.DoAsync<PostMessage, Posting?>(new(TabloOf(discussion), self, body, ClientId: null));

    /// <returns>The text of a token for these tablos; for all when none is named.</returns>
    public async Task<string> MakeTokenAsync(string[] tablos)
    {
        var chosen = tablos.Length == 0 ? null : tablos.Select(id => new TabloId(Guid.Parse(id))).ToList();
        return (await services.DoAsync<MakeToken, MadeToken>(new(Account, "test", ExpiresInDays: null, chosen))).Text;
    }

    public static TabloId TabloOf(string discussion) => new(Guid.Parse(discussion.Split('/')[2]));
}
