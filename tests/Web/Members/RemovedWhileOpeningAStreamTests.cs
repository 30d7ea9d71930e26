using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Web.Tests.Members;

/// <summary>The moment between the answer that someone takes part and the first look at the log.</summary>
public abstract class RemovedWhileOpeningAStreamTests(XtabloApp app, RemovedWhileOpeningAStreamTests.Moment moment)
{
    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    [InlineData("nonsense")]
    [InlineData("aaaaaaaa.7")]
    [InlineData("ahead")]
    public async Task Nothing_that_came_after_is_sent(string? after)
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var bob = await app.SignedInAsync("Bob");
        await ada.AdmitAsync(discussion, bob);
        var account = await bob.AccountIdAsync(discussion);
        var cursor = after == "ahead" ? await AtTheEntryThatWillRemoveAsync(bob, discussion) : after;
        moment.Meanwhile = async () =>
        {
            await ada.SayAsync(discussion, "Still for both");
            await ada.RemoveAsync(discussion, account);
            await ada.SayAsync(discussion, "For me alone");
        };

        using var stream = await bob.FollowAsync(discussion, cursor);
        var received = new List<SseFrame>();
        while (await stream.NextAsync() is { } frame)
        {
            received.Add(frame);
        }

        Assert.Null(moment.Meanwhile); // else it did not happen
        Assert.Contains(received, frame => frame.Event == "message" && frame.Data!.Contains("Still for both", StringComparison.Ordinal));
        Assert.DoesNotContain(received, frame => frame.Raw.Contains("For me alone", StringComparison.Ordinal));
        Assert.Contains("\"removed\"", received[^1].Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_what_an_earlier_message_was_edited_to()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var bob = await app.SignedInAsync("Bob");
        await ada.AdmitAsync(discussion, bob);
        await ada.SayAsync(discussion, "Still for both");
        var said = await ada.SayAsync(discussion, "Both may read this");
        var account = await bob.AccountIdAsync(discussion);
        moment.Meanwhile = async () =>
        {
            await ada.RemoveAsync(discussion, account);
            await ada.PostAsync($"{discussion}/messages/{said.Id}/edit", new() { ["body"] = "For me alone" });
        };

        using var stream = await bob.FollowAsync(discussion, after: "0");
        var received = new List<SseFrame>();
        while (await stream.NextAsync() is { } frame)
        {
            received.Add(frame);
        }

        Assert.Null(moment.Meanwhile); // else it did not happen
        Assert.Contains(received, frame => frame.Raw.Contains("Still for both", StringComparison.Ordinal));
        Assert.DoesNotContain(received, frame => frame.Raw.Contains("For me alone", StringComparison.Ordinal));
        Assert.Contains("\"removed\"", received[^1].Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_signed_out_gets_no_stream()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        moment.Meanwhile = async () =>
        {
            using var signedOut = await ada.PostAsync("/sign-out", []);
        };
        using var stream = await ada.FollowAsync(discussion);

        Assert.Null(moment.Meanwhile); // else it did not happen
        Assert.Equal(HttpStatusCode.Unauthorized, stream.Status);
        Assert.Null(await stream.NextAsync());
    }

    [Fact]
    public async Task Nor_does_a_program_whose_token_was_revoked_elsewhere()
    {
        var visitor = await app.SignedInAsync();
        var discussion = await visitor.CreateTabloAsync();
        var ada = await ApiClient.OfAsync(visitor);
        moment.Meanwhile = () => app.Database.ExecuteAsync($"UPDATE tokens SET revoked_at = {app.Database.Sql(TimeProvider.System.GetUtcNow())}");

        await ApiClient.JsonOf(ada.GetAsync($"/api/tablos/{discussion.Split('/')[2]}/stream"), HttpStatusCode.Unauthorized);
        Assert.Null(moment.Meanwhile); // else it did not happen
    }

    /// <summary>A made-up cursor.</summary>
    private static async Task<string> AtTheEntryThatWillRemoveAsync(Visitor visitor, string discussion)
    {
        var head = (await visitor.ReadAsync(discussion)).Split("data-cursor=\"")[1].Split('"')[0].Split('.');
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{head[0]}.{long.Parse(head[1], System.Globalization.CultureInfo.InvariantCulture) + 2}");
    }

    public sealed class OnSqlite(Server<SqliteApp> server)
        : RemovedWhileOpeningAStreamTests(server.App, server.Moment), IClassFixture<Server<SqliteApp>>;

    public sealed class OnPostgres(Server<PostgresApp> server)
        : RemovedWhileOpeningAStreamTests(server.App, server.Moment), IClassFixture<Server<PostgresApp>>;

    public sealed class Server<TApp> : IAsyncLifetime
        where TApp : XtabloApp, new()
    {
        public TApp App { get; } = new();

        public Moment Moment { get; } = new();

        public ValueTask InitializeAsync()
        {
            App.Change = services => services.Decorate<IDiscussionReader>(inner => new Interrupted(inner, Moment));
            return App.InitializeAsync();
        }

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }

    /// <summary>What happens once, when next someone is let in.</summary>
    public sealed class Moment
    {
        private Func<Task>? _meanwhile;

        public Func<Task>? Meanwhile
        {
            get => _meanwhile;
            set => _meanwhile = value;
        }

        public Func<Task>? Take() => Interlocked.Exchange(ref _meanwhile, null);
    }

    private sealed class Interrupted(IDiscussionReader inner, Moment moment) : IDiscussionReader
    {
        public Task<DiscussionPage?> PageAsync(TabloId tabloId, AccountId member, Window window, CancellationToken ct) =>
            inner.PageAsync(tabloId, member, window, ct);

        public Task<MessageRow?> MessageAsync(TabloId tabloId, AccountId member, MessageId message, CancellationToken ct) =>
            inner.MessageAsync(tabloId, member, message, ct);

        public Task<IReadOnlyList<MessageRow>> RepliesAsync(TabloId tabloId, AccountId member, MessageId message, CancellationToken ct) =>
            inner.RepliesAsync(tabloId, member, message, ct);

        public Task<IReadOnlyList<MessageRow>> PinnedAsync(TabloId tabloId, AccountId member, CancellationToken ct) =>
            inner.PinnedAsync(tabloId, member, ct);

        public Task<Membership?> MembershipAsync(TabloId tabloId, AccountId account, CancellationToken ct) =>
            inner.MembershipAsync(tabloId, account, ct);

        public async Task<IReadOnlyDictionary<TabloId, Membership>> MembershipsAsync(IReadOnlyCollection<TabloId> tablos, AccountId account, CancellationToken ct)
        {
            var answer = await inner.MembershipsAsync(tablos, account, ct);
            if (moment.Take() is { } happens)
            {
                await happens();
            }

            return answer;
        }
    }
}
