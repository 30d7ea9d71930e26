using System.Net;

namespace Xtablo.Web.Tests.Security;

/// <summary>Whoever may not see a thing cannot find out whether there is one: the answers are the same to the byte.</summary>
public abstract class NothingIsThereTests(XtabloApp app)
{
    private static readonly string Nowhere = "0b5c2ad7-5d45-4b5b-9d5b-6a6c6b2f6a11";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tablo_of_others_is_to_a_stranger_as_one_that_does_not_exist()
    {
        var place = await Place.InAsync(app);
        var there = place.AddressesWith("tabloId");
        var gone = place.AddressesWith("tabloId", Nowhere);

        foreach (var (real, none) in there.Zip(gone).Where(pair => !Place.IsOfTheApi(pair.First.Path)))
        {
            await AssertSameAsync(place.Stranger, place, real, none);
        }

        Assert.Equal("For us alone", Row.Single(await place.Owner.ReadAsync(place.Discussion)).Body);
    }

    [Fact]
    public async Task A_message_of_another_tablo_is_in_ones_own_as_one_that_does_not_exist()
    {
        var place = await Place.InAsync(app);
        var own = place.ElsewhereDiscussion.Split('/')[2];
        var there = place.AddressesWith("messageId", own);
        var gone = place.AddressesWith("messageId", own, Nowhere);

        foreach (var (real, none) in there.Zip(gone).Where(pair => !Place.IsOfTheApi(pair.First.Path)))
        {
            await AssertSameAsync(place.Stranger, place, real, none);
        }

        Assert.Equal("For us alone", Row.Single(await place.Owner.ReadAsync(place.Discussion)).Body);
    }

    [Fact]
    public async Task The_stream_of_many_is_refused_as_one_when_one_of_them_is_not_mine_or_is_none()
    {
        var place = await Place.InAsync(app);
        var real = $"/stream?after={Guid.Parse(place.Tablo):N}.0";
        var none = $"/stream?after={Guid.Parse(Nowhere):N}.0";

        await AssertSameAsync(place.Stranger, place, ("GET", real), ("GET", none));
    }

    private static async Task AssertSameAsync(Visitor visitor, Place place, (string Method, string Path) real, (string Method, string Path) none)
    {
        var token = await visitor.TokenAsync();
        Dictionary<string, string>[] forms =
        [
            new(place.Fields) { ["__RequestVerificationToken"] = token },
            new() { ["__RequestVerificationToken"] = token },                          // every field is missing
            place.Fields.ToDictionary(field => field.Key, field => field.Key == "Name" ? new string('x', 500) : "x\0"), // no token
            place.Fields.Append(new("__RequestVerificationToken", token)).ToDictionary(field => field.Key, field => field.Key.StartsWith('_') ? field.Value : "-"),
        ];
        foreach (var form in real.Method is "GET" or "HEAD" ? forms[..1] : forms)
        {
            foreach (var htmx in (bool[])[false, true])
            {
                using var there = await Place.AskAsync(visitor, real.Method, real.Path, form, htmx);
                using var gone = await Place.AskAsync(visitor, none.Method, none.Path, form, htmx);
                var isForged = form.ContainsKey("body") && !form.ContainsKey("__RequestVerificationToken") && real.Method == "POST"; // where no page has the form, it is refused before anything else
                Assert.True(there.StatusCode == HttpStatusCode.NotFound || (isForged && there.StatusCode == HttpStatusCode.BadRequest), $"{real}: {there.StatusCode}");
                Assert.Equal(await WholeAsync(gone), await WholeAsync(there));
                Assert.DoesNotContain("<form", await there.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
            }
        }
    }

    private static async Task<string> WholeAsync(HttpResponseMessage answer)
    {
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key != "Date").OrderBy(header => header.Key, StringComparer.Ordinal);
        return $"{(int)answer.StatusCode}\n{string.Join('\n', headers.Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"))}\n\n{await answer.Content.ReadAsStringAsync(Ct)}";
    }

    public sealed class OnSqlite(SqliteApp app) : NothingIsThereTests(app);

    public sealed class OnPostgres(PostgresApp app) : NothingIsThereTests(app);
}
