using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Common;
using Xtablo.Application.Discussions;
using Xtablo.Application.Members;
using Xtablo.Application.Search;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Domain.Text;
using Xtablo.Infrastructure.Search;

namespace Xtablo.Infrastructure.Tests.Search;

/// <summary>Messages as people write them, and searches for them.</summary>
public abstract class SearchTest(TestServices xtablo)
{
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected TestServices Xtablo => xtablo;

    protected async Task<MessageRow> SayAsync(TabloId tablo, Person author, string body) =>
        (await DoAsync<PostMessage, Posting?>(new(tablo, author, body, ClientId: null, MayCallMany: true)))!.Message;

    /// <summary>Makes someone else a member.</summary>
    protected async Task<Person> AdmitAsync(TabloId tablo, Person owner, string name = "Bob")
    {
        var (account, _) = await xtablo.AccountAsync();
        var person = new Person(account.Id, DisplayName.From(name));
        var secret = await DoAsync<InviteToTablo, Secret?>(new(tablo, owner.Id, Label: null, MaxUses: null, ExpiresInDays: null));
        await DoAsync<JoinTablo, TabloId>(new(person, secret!.Text));
        return person;
    }

    protected Task EditAsync(MessageRow message, string body) => DoAsync<EditMessage, MessageRow?>(
        new(message.TabloId, message.AuthorId!.Value, message.Id, body, Revision: null, MayCallMany: true));

    protected Task DeleteAsync(MessageRow message) =>
        DoAsync<DeleteMessage, MessageRow?>(new(message.TabloId, message.AuthorId!.Value, message.Id));

    protected async Task<TResult> DoAsync<TCommand, TResult>(TCommand command)
    {
        await using var scope = xtablo.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ICommandHandler<TCommand, TResult>>().HandleAsync(command, Ct);
    }

    /// <summary>Has the index made of all there is.</summary>
    protected async Task IndexAsync(TabloId tablo)
    {
        while (await xtablo.Get<SearchProjection>().AdvanceAsync(tablo, Ct))
        {
        }
    }

    protected Task<FoundPage> FindAsync(Person member, SearchInput input, params TabloId[] tablos) =>
        xtablo.Get<ISearch>().FindAsync(member.Id, SearchQuery.Read(input, tablos.Length == 0 ? null : tablos), Ct);

    /// <summary>The texts of all pages.</summary>
    protected async Task<List<string?>> FindAllAsync(Person member, SearchInput input, params TabloId[] tablos)
    {
        var found = new List<string?>();
        for (var pages = 0; ; pages++)
        {
            Assert.True(pages < 100, "there is no end to it");
            var page = await FindAsync(member, input, tablos);
            found.AddRange(page.Hits.Select(hit => hit.Message.Body));
            if (page.Next is null)
            {
                return found;
            }

            input = input with { Next = page.Next.ToString() };
        }
    }

    protected static SearchInput For(string? typed) => new(typed, null, null, null, null, null, null, null);
}
