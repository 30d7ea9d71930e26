using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Xtablo.Web.Tests.Security;

/// <summary>
/// Every role at every route of a tablo with every kind of id. The routes come from the program's own table: a new one is
/// red here until it is decided what a member may do with it.
/// </summary>
public abstract partial class WhoMayDoWhatTests(XtabloApp app)
{
    /// <summary>What each route that names a tablo answers a member who is neither its owner nor the author of the message.</summary>
    private static readonly Dictionary<string, HttpStatusCode> ToAMember = new(StringComparer.Ordinal)
    {
        ["GET /tablos/{tabloId}"] = HttpStatusCode.SeeOther,
        ["GET /tablos/{tabloId}/discussion"] = HttpStatusCode.OK,
        ["POST /tablos/{tabloId}/discussion"] = HttpStatusCode.SeeOther,
        ["GET /tablos/{tabloId}/discussion/people"] = HttpStatusCode.OK,
        ["GET /tablos/{tabloId}/discussion/stream"] = HttpStatusCode.OK,
        ["GET /tablos/{tabloId}/discussion/pinned"] = HttpStatusCode.OK,
        ["GET /tablos/{tabloId}/discussion/search"] = HttpStatusCode.OK,
        ["POST /tablos/{tabloId}/discussion/draft/taken"] = HttpStatusCode.NoContent,
        ["POST /tablos/{tabloId}/discussion/here"] = HttpStatusCode.NoContent,
        ["POST /tablos/{tabloId}/discussion/typing"] = HttpStatusCode.NoContent,
        ["POST /tablos/{tabloId}/discussion/read"] = HttpStatusCode.NoContent,
        ["POST /tablos/{tabloId}/discussion/unread"] = HttpStatusCode.NoContent,
        ["GET /tablos/{tabloId}/discussion/messages/{messageId}"] = HttpStatusCode.OK,
        ["POST /tablos/{tabloId}/discussion/messages/{messageId}/edit"] = HttpStatusCode.Forbidden,
        ["POST /tablos/{tabloId}/discussion/messages/{messageId}/delete"] = HttpStatusCode.Forbidden,
        ["POST /tablos/{tabloId}/discussion/messages/{messageId}/reactions"] = HttpStatusCode.SeeOther,
        ["POST /tablos/{tabloId}/discussion/messages/{messageId}/pin"] = HttpStatusCode.Forbidden,
        ["POST /tablos/{tabloId}/discussion/messages/{messageId}/later"] = HttpStatusCode.SeeOther,
        ["GET /tablos/{tabloId}/members"] = HttpStatusCode.OK,
        ["POST /tablos/{tabloId}/members"] = HttpStatusCode.Forbidden,
        ["POST /tablos/{tabloId}/members/{accountId}/remove"] = HttpStatusCode.Forbidden,
        ["POST /tablos/{tabloId}/hand-over"] = HttpStatusCode.Forbidden,
        ["POST /tablos/{tabloId}/invitations/{invitationId}/revoke"] = HttpStatusCode.Forbidden,
        ["POST /tablos/{tabloId}/leave"] = HttpStatusCode.SeeOther,
        ["GET /tablos/{tabloId}/settings"] = HttpStatusCode.NotFound,
        ["GET /tablos/{tabloId}/delete"] = HttpStatusCode.NotFound,
        ["POST /tablos/{tabloId}/delete"] = HttpStatusCode.Forbidden,
        ["POST /tablos/{tabloId}/rename"] = HttpStatusCode.Forbidden,
        ["POST /tablos/{tabloId}/archive"] = HttpStatusCode.Forbidden,
        ["POST /tablos/{tabloId}/restore"] = HttpStatusCode.Forbidden,
    };

    private Visitor[] _people = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_route_of_a_tablo_is_decided() => Assert.Equal(ToAMember.Keys.Order(StringComparer.Ordinal), Routes().Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_member_may_do_this_and_no_more()
    {
        foreach (var route in Routes())
        {
            var place = await PlaceAsync(); // a fresh one: some of what is allowed changes who is in
            using var answer = await AskAsync(place.Member, route, place.Ids);

            Assert.Equal((route, ToAMember[route]), (route, answer.StatusCode));
        }
    }

    [Fact]
    public async Task To_who_is_no_member_there_is_nothing_whatever_the_address()
    {
        var place = await PlaceAsync();
        var before = await PictureAsync(place);

        foreach (var route in Routes())
        {
            foreach (var visitor in (Visitor[])[place.Stranger, place.Removed])
            {
                using var answer = await AskAsync(visitor, route, place.Ids);
                Assert.Equal((route, HttpStatusCode.NotFound), (route, answer.StatusCode));
            }

            using var signedOut = await AskAsync(app.Visitor(), route, place.Ids);
            Assert.True(
                signedOut.StatusCode is HttpStatusCode.Unauthorized || (signedOut.StatusCode is HttpStatusCode.Found && route.StartsWith("GET", StringComparison.Ordinal)),
                $"{route}: {signedOut.StatusCode}");
        }

        Assert.Equal(before, await PictureAsync(place));
    }

    [Fact]
    public async Task The_owner_reaches_nothing_of_another_tablo_or_of_nowhere_through_an_address_of_their_own()
    {
        var place = await PlaceAsync();
        var other = await PlaceAsync(); // of the same owner, so that only the address can be what refuses
        var before = (await PictureAsync(place), await PictureAsync(other));
        Ids[] mixed =
        [
            place.Ids with { Message = other.Ids.Message },
            place.Ids with { Message = $"{Guid.CreateVersion7()}" },
            place.Ids with { Invitation = other.Ids.Invitation },
            place.Ids with { Invitation = $"{Guid.CreateVersion7()}" },
            place.Ids with { Account = $"{Guid.CreateVersion7()}" },
        ];

        foreach (var ids in mixed)
        {
            foreach (var route in Routes().Where(route => IsAboutWhatDiffers(route, ids, place.Ids)))
            {
                using var answer = await AskAsync(place.Owner, route, ids);
                Assert.Equal((route, HttpStatusCode.NotFound), (route, answer.StatusCode));
            }
        }

        Assert.Equal(before, (await PictureAsync(place), await PictureAsync(other)));
    }

    [Fact]
    public async Task What_a_form_says_beside_its_fields_changes_nothing()
    {
        var place = await PlaceAsync();
        var forged = new Dictionary<string, string>
        {
            ["author"] = place.Ids.Account,
            ["authorId"] = $"{Guid.CreateVersion7()}",
            ["author_id"] = $"{Guid.CreateVersion7()}",
            ["AuthorName"] = "Somebody else",
            ["number"] = "99",
            ["sequence"] = "99",
            ["revision"] = "99",
            ["tabloId"] = (await PlaceAsync()).Ids.Tablo, // the address has it
            ["PostedAt"] = "2001-01-01T00:00:00Z",
            ["role"] = "Owner",
        };
        using var answer = await place.Member.PostAsync(place.Discussion, new(forged) { ["body"] = "As myself" }, htmx: true);

        var html = await answer.Content.ReadAsStringAsync(Ct);
        var row = Row.Single(html);
        Assert.Equal((place.Ids.Account, 5, 5, "As myself"), (row.Author, row.Number, row.Revision, row.Body));
        Assert.Contains(">Bob</bdi>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("2001-01-01", html, StringComparison.Ordinal);
        using var settings = await place.Member.GetAsync(place.Discussion.Replace("/discussion", "/settings", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, settings.StatusCode);
    }

    private static bool IsAboutWhatDiffers(string route, Ids ids, Ids own) =>
        (ids.Message != own.Message && route.Contains("{messageId}", StringComparison.Ordinal))
        || (ids.Invitation != own.Invitation && route.Contains("{invitationId}", StringComparison.Ordinal))
        || (ids.Account != own.Account && (route.Contains("{accountId}", StringComparison.Ordinal) || route.EndsWith("/hand-over", StringComparison.Ordinal)));

    private static async Task<HttpResponseMessage> AskAsync(Visitor visitor, string route, Ids ids)
    {
        var (method, template) = (route.Split(' ')[0], route.Split(' ')[1]);
        var path = template
            .Replace("{tabloId}", ids.Tablo, StringComparison.Ordinal)
            .Replace("{messageId}", ids.Message, StringComparison.Ordinal)
            .Replace("{invitationId}", ids.Invitation, StringComparison.Ordinal)
            .Replace("{accountId}", ids.Account, StringComparison.Ordinal);
        if (method == "POST")
        {
            return await visitor.PostAsync(path, new()
            {
                ["body"] = "A text",
                ["clientId"] = $"{Guid.CreateVersion7()}",
                ["emoji"] = "👍",
                ["upTo"] = "1",
                ["from"] = "1",
                ["Name"] = "A name",
                ["accountId"] = ids.Account,
            });
        }

        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        return await visitor.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
    }

    /// <summary>What the owner sees of it: nothing of it may change by what is refused.</summary>
    private static async Task<string> PictureAsync(Place place) => HiddenField().Replace(
        await place.Owner.ReadAsync(place.Discussion) + await place.Owner.ReadAsync(Visitor.MembersOf(place.Discussion)), "");

    private List<string> Routes()
    {
        var routes = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText!.TrimStart('/').StartsWith("tablos/{tabloId", StringComparison.Ordinal))
            .SelectMany(route => route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods
                .Select(method => $"{method} /{Constraint().Replace(route.RoutePattern.RawText!.TrimStart('/'), "")}"))
            .ToList();
        Assert.True(routes.Count >= 19, $"only {routes.Count} routes were found");
        return routes;
    }

    private async Task<Place> PlaceAsync()
    {
        if (_people.Length == 0)
        {
            _people = [await app.SignedInAsync(), await app.SignedInAsync("Bob"), await app.SignedInAsync("Rob"), await app.SignedInAsync("Eve")];
        }

        var (owner, member, removed, stranger) = (_people[0], _people[1], _people[2], _people[3]);
        var discussion = await owner.CreateTabloAsync();
        var message = await owner.SayAsync(discussion, "For us alone");
        var link = await owner.InviteAsync(discussion);
        await member.JoinAsync(link);
        await removed.JoinAsync(link);
        await owner.RemoveAsync(discussion, await removed.AccountIdAsync(discussion));
        var invitation = RevokeAddress().Match(await owner.ReadAsync(Visitor.MembersOf(discussion))).Groups["id"].Value;
        var ids = new Ids(discussion.Split('/')[2], message.Id, invitation, await member.AccountIdAsync(discussion));
        return new Place(owner, member, removed, stranger, discussion, ids);
    }

    [GeneratedRegex(":[a-z]+(?=})", RegexOptions.None, 1000)]
    private static partial Regex Constraint();

    [GeneratedRegex("/invitations/(?<id>[0-9a-f-]{36})/revoke", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RevokeAddress();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex HiddenField(); // new on each page

    public sealed class OnSqlite(SqliteApp app) : WhoMayDoWhatTests(app);

    public sealed class OnPostgres(PostgresApp app) : WhoMayDoWhatTests(app);

    private sealed record Ids(string Tablo, string Message, string Invitation, string Account);

    private sealed record Place(Visitor Owner, Visitor Member, Visitor Removed, Visitor Stranger, string Discussion, Ids Ids);
}
