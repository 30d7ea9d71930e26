using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Web.Tests.Members;

/// <summary>The moment between the commit of what someone wrote and the answer to it.</summary>
public sealed class RemovedAfterPostingTests(RemovedAfterPostingTests.Server server) : IClassFixture<RemovedAfterPostingTests.Server>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whoever_posted_by_the_form_is_told_that_it_is_stored(bool htmx)
    {
        var (ada, bob, discussion) = await TeamAsync();
        await RemoveBobAfterHisChangeAsync(ada, bob, discussion);

        using var answer = await bob.TrySayAsync(discussion, "Stored", Guid.CreateVersion7().ToString(), htmx);

        Assert.Null(server.Meanwhile); // else it did not happen
        Assert.Equal(htmx ? HttpStatusCode.OK : HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Contains("Stored", await ada.ReadAsync(discussion), StringComparison.Ordinal);
        Assert.Equal(htmx, (await answer.Content.ReadAsStringAsync(Ct)).Contains("Stored", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("edit", true)]
    [InlineData("edit", false)]
    [InlineData("delete", true)]
    [InlineData("delete", false)]
    public async Task So_is_whoever_edited_or_deleted_by_a_form(string change, bool htmx)
    {
        var (ada, bob, discussion) = await TeamAsync();
        var said = await bob.SayAsync(discussion, "First");
        await RemoveBobAfterHisChangeAsync(ada, bob, discussion);

        using var answer = await bob.PostAsync($"{discussion}/messages/{said.Id}/{change}", new() { ["body"] = "Edited" }, htmx);

        Assert.Null(server.Meanwhile); // else it did not happen
        Assert.Equal(htmx ? HttpStatusCode.OK : HttpStatusCode.SeeOther, answer.StatusCode);
    }

    [Fact]
    public async Task So_is_a_program_that_posts_and_one_that_edits_or_deletes()
    {
        var (ada, bob, discussion) = await TeamAsync();
        var api = await ApiClient.OfAsync(bob);
        var messages = $"/api/tablos/{discussion.Split('/')[2]}/messages";
        var first = await ApiClient.JsonOf(api.PostAsync(messages, new { body = "First" }), HttpStatusCode.Created);
        await RemoveBobAfterHisChangeAsync(ada, bob, discussion);
        var posted = await ApiClient.JsonOf(api.PostAsync(messages, new { body = "Stored" }), HttpStatusCode.Created);
        Assert.Equal("Stored", posted.GetProperty("body").GetString());

        await ada.AdmitAsync(discussion, bob);
        await RemoveBobAfterHisChangeAsync(ada, bob, discussion);
        var edited = await ApiClient.JsonOf(api.PatchAsync($"{messages}/{first.GetProperty("id").GetString()}", new { body = "Edited" }));

        await ada.AdmitAsync(discussion, bob);
        await RemoveBobAfterHisChangeAsync(ada, bob, discussion);
        var deleted = await ApiClient.JsonOf(api.DeleteAsync($"{messages}/{first.GetProperty("id").GetString()}"));

        Assert.Null(server.Meanwhile); // else it did not happen
        Assert.Equal("Edited", edited.GetProperty("body").GetString());
        Assert.Equal(JsonValueKind.Null, deleted.GetProperty("body").ValueKind);
    }

    private async Task<(Visitor Ada, Visitor Bob, string Discussion)> TeamAsync()
    {
        var (ada, bob) = (await server.App.SignedInAsync(), await server.App.SignedInAsync("Bob"));
        var discussion = await ada.CreateTabloAsync();
        await ada.AdmitAsync(discussion, bob);
        return (ada, bob, discussion);
    }

    private async Task RemoveBobAfterHisChangeAsync(Visitor ada, Visitor bob, string discussion)
    {
        var account = await bob.AccountIdAsync(discussion);
        await bob.TokenAsync(); // of the form, which is looked up on a page
        server.Meanwhile = () => ada.RemoveAsync(discussion, account);
    }

    public sealed class Server : IAsyncLifetime
    {
        private Func<Task>? _meanwhile;

        public SqliteApp App { get; } = new();

        /// <summary>What happens once, after the next change and before its answer.</summary>
        public Func<Task>? Meanwhile
        {
            get => _meanwhile;
            set => _meanwhile = value;
        }

        public ValueTask InitializeAsync()
        {
            App.Change = services => services.Decorate<IDiscussions>(inner => new Interrupted(inner, () => Interlocked.Exchange(ref _meanwhile, null)));
            return App.InitializeAsync();
        }

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }

    private sealed class Interrupted(IDiscussions inner, Func<Func<Task>?> take) : IDiscussions
    {
        public Task AddAsync(Discussion discussion, CancellationToken ct) => inner.AddAsync(discussion, ct);

        public async Task<T?> ChangeAsync<T>(TabloId tabloId, Needs needs, Func<Discussion, T> change)
            where T : class
        {
            var answer = await inner.ChangeAsync(tabloId, needs, change);
            if (take() is { } happens)
            {
                await happens();
            }

            return answer;
        }
    }
}
