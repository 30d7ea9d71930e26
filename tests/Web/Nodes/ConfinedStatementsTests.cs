using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Xtablo.Web.Tests.Nodes;

/// <summary>
/// Data that is spread over servers by tablo keeps a statement on one of them if it names its tablo. Here is which do not, and why:
/// a new one is red until it is decided. docs/scaling.md tells the same.
/// </summary>
public sealed partial class ConfinedStatementsTests : IAsyncLifetime
{
    /// <summary>A piece of each statement, and what asks it.</summary>
    private static readonly Dictionary<string, string> OfManyTablos = new(StringComparer.Ordinal)
    {
        ["FROM unnest("] = "a lane stores the posts of several tablos in one commit: lanes would be those of a server",
        ["tablo_id = ANY ($1)"] = "and locks their rows",
        ["FROM discussions AS d WHERE d.tablo_id = ANY (@tablos)"] = "heads that streams follow, once a second",
        ["p.account_id = ANY (@accounts)"] = "memberships of whom streams belong to, once a second",
        ["ON d.tablo_id = p.tablo_id WHERE d.tablo_id = ANY (@tablos)"] = "discussions that a lane reads together",
        ["read_marks AS r WHERE r.account_id = @member"] = "the list of one's tablos, with unread counts",
        ["d.last_number = m.number WHERE p.account_id = @member"] = "how each of one's tablos ends",
        ["p.role = 'Owner'"] = "how many tablos one has",
        ["p.name <> @name"] = "in which tablos one is called otherwise, when a name is changed",
        ["FROM saved_messages AS s"] = "what one saved for later",
        ["i.secret_hash = @hash"] = "an invitation, by its secret alone",
        ["d.last_number AS \"LastNumber\" FROM discussions"] = "which tablos a search across them goes through, one after the other",
        ["s.tablo_id = ANY (@ids)"] = "and whose index is whole",
        ["SELECT DISTINCT p.account_id"] = "the people of one's tablos, in the switcher",
        ["FROM search_states AS s WHERE s.tablo_id = d.tablo_id"] = "tablos whose index is behind, in the background",
    };

    private readonly PostgresApp _app = new() { Settings = { ["Xtablo:Backplane"] = "postgres" } };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Every_statement_names_its_tablo_or_is_known_not_to()
    {
        _ = _app.Services; // what brings the tables to their version is not of the program's daily course
        var confined = new Confinement(await TablesOfTablosAsync());
        using var sent = new SentStatements(_app.Database);
        await GoAboutAsync();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (Unmet().Any() && !patience.IsCancellationRequested) // some things are done in the background
        {
            await Task.Delay(100, CancellationToken.None);
        }

        Assert.True(Texts().Count() > 120, $"only {Texts().Count()} statements were met");
        Assert.Empty(Unmet());
        Assert.DoesNotContain(Unconfined(), text => !OfManyTablos.Keys.Any(piece => text.Contains(piece, StringComparison.Ordinal)));

        IEnumerable<string> Unmet() => OfManyTablos.Keys.Where(piece => !Unconfined().Any(text => text.Contains(piece, StringComparison.Ordinal)));
        IEnumerable<string> Unconfined() => Texts().Where(text => !confined.Holds(text));
        IEnumerable<string> Texts() => sent.RoundTrips.SelectMany(trip => trip.Text.Split(";\n")).Select(text => Space().Replace(text, " ").Trim()).Distinct();
    }

    [Theory]
    [InlineData(true, "SELECT m.body FROM messages AS m WHERE m.tablo_id = @tablo AND m.number > @number")]
    [InlineData(true, "SELECT * FROM discussions WHERE tablo_id = @p0 FOR UPDATE")]
    [InlineData(true, "SELECT a.name FROM accounts AS a WHERE a.id = @account")]
    [InlineData(true, "INSERT INTO search_terms (tablo_id, id, term) SELECT $1, * FROM unnest($2, $3)")]
    [InlineData(false, "SELECT m.body FROM messages AS m WHERE m.id = @id")]
    [InlineData(false, "SELECT m.body FROM messages AS m JOIN participants AS p ON p.account_id = m.author_id WHERE m.tablo_id = @tablo")]
    [InlineData(false, "SELECT m.body FROM messages AS m JOIN participants AS p ON p.tablo_id = m.tablo_id")]
    [InlineData(false, "UPDATE messages SET body = '' WHERE id = @id")]
    public void Which_statements_name_their_tablo(bool holds, string text) =>
        Assert.Equal(holds, new Confinement(["messages", "discussions", "participants", "search_terms"]).Holds(text));

    private async Task<List<string>> TablesOfTablosAsync()
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_app.Database.ConnectionString) { Pooling = false }.ConnectionString);
        await using var ask = source.CreateCommand("SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'tablo_id'");
        await using var rows = await ask.ExecuteReaderAsync(Ct);
        var tables = new List<string>();
        while (await rows.ReadAsync(Ct))
        {
            tables.Add(rows.GetString(0));
        }

        return tables;
    }

    /// <summary>Goes each way there is, in a tablo of its own, and those of a page and a search with all that one may ask for.</summary>
    private async Task GoAboutAsync()
    {
        var ada = await _app.RegisteredAsync();
        using (await _app.Visitor().SignInAsync(ada.Email, "wrong"))
        using (await _app.Visitor().SignInAsync(ada.Email))
        {
        }

        var still = await PlaceAsync();
        foreach (var (method, path) in Routes())
        {
            var place = method == "GET" ? still : await PlaceAsync(); // another may be gone afterwards
            var filled = Fill(path, place);
            if (path.StartsWith("/api/", StringComparison.Ordinal))
            {
                var client = await ApiClient.OfAsync(place.Ada);
                using var answer = await client.SendAsync(new HttpMethod(method), filled, method == "GET" ? null : JsonContent.Create(new { body = "by a program", name = "a tablo" }));
            }
            else if (method == "GET")
            {
                using var answer = await place.Ada.Http.GetAsync(new Uri(filled, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Ct);
            }
            else
            {
                using var answer = await place.Ada.PostAsync(filled, FieldsFor(place));
            }
        }

        foreach (var ask in (string[])["before=9", "after=1", "around=1", "on=2026-01-01&tz=UTC"])
        {
            await still.Ada.ReadAsync($"{still.Discussion}?{ask}");
        }

        using var renamed = await still.Ada.PostAsync("/account", new() { ["Name"] = $"Ada {still.Message[^8..]}" });
        using var leaves = await still.Bob.PostAsync(still.Discussion.Replace("/discussion", "/leave", StringComparison.Ordinal), []);
    }

    private List<(string Method, string Path)> Routes()
    {
        var routes = _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<IHttpMethodMetadata>() is not null)
            .SelectMany(route => route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Select(method => (method, "/" + route.RoutePattern.RawText!.TrimStart('/'))))
            .ToList();
        Assert.True(routes.Count > 80, $"only {routes.Count} routes were found");
        return routes;
    }

    private async Task<Place> PlaceAsync()
    {
        var (ada, bob) = (await _app.SignedInAsync(), await _app.SignedInAsync("Bob"));
        var discussion = await ada.CreateTabloAsync();
        var link = await ada.InviteAsync(discussion);
        await bob.JoinAsync(link);
        await bob.SayAsync(discussion, "@Ada, the roof");
        var message = await ada.SayAsync(discussion, "Under the roof");
        var invitation = Revoke().Match(await ada.ReadAsync(Visitor.MembersOf(discussion))).Groups["id"].Value;
        return new(ada, bob, discussion, message.Id, invitation, link);
    }

    private static string Fill(string path, Place place) => Part().Replace(path, part => part.Groups["name"].Value switch
    {
        "tabloId" => place.Discussion.Split('/')[2],
        "messageId" => place.Message,
        "invitationId" => place.Invitation,
        "accountId" => $"{place.Bob.Insider!.Account}",
        "secret" => place.Link.Split('/')[^1],
        "emoji" => "%F0%9F%91%8D",
        _ => $"{Guid.CreateVersion7()}",
    }) + (path.Contains("search", StringComparison.Ordinal) ? "?q=roof" : path == "/stream" ? $"?after={place.Discussion.Split('/')[2].Replace("-", "", StringComparison.Ordinal)}" : "");

    private static Dictionary<string, string> FieldsFor(Place place) => new()
    {
        ["body"] = "A text",
        ["clientId"] = $"{Guid.CreateVersion7()}",
        ["emoji"] = "👍",
        ["on"] = "true",
        ["upTo"] = "1",
        ["from"] = "1",
        ["Name"] = "Another name",
        ["Label"] = "a label",
        ["Email"] = Visitor.NewEmail(),
        ["Password"] = Visitor.Password,
        ["CurrentPassword"] = Visitor.Password,
        ["accountId"] = $"{place.Bob.Insider!.Account}",
        ["attemptId"] = $"{Guid.CreateVersion7()}",
    };

    [GeneratedRegex("/invitations/(?<id>[0-9a-f-]{36})/revoke", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Revoke();

    [GeneratedRegex(@"\{(?<name>\w+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Space();

    private sealed record Place(Visitor Ada, Visitor Bob, string Discussion, string Message, string Invitation, string Link);
}
