using System.Net;

namespace Xtablo.Web.Tests.Security;

public abstract class ReadingChangesNothingTests(XtabloApp app)
{
    private static readonly string[] Queries = ["", "?before=3", "?after=0", "?around=1", "?name=Kitchen", "?q=us", "?returnUrl=/tablos", "?body=x&Name=x&upTo=1&on=true"];

    [Fact]
    public async Task No_get_and_no_head_of_any_address_by_anyone_changes_what_is_stored()
    {
        var place = await Place.InAsync(app);
        var (answered, before) = (0, await Tables.ReadAsync(app.Database));
        foreach (var visitor in (Visitor[])[place.Owner, place.Stranger, place.SignedOut])
        {
            foreach (var path in place.Addresses().Select(address => address.Path).Distinct())
            {
                foreach (var query in Queries)
                {
                    answered += await AskAsync(visitor, "GET", path + query) ? 1 : 0;
                }

                await AskAsync(visitor, "HEAD", path);
                await AskAsync(visitor, "GET", path, htmx: true);
            }
        }

        Assert.True(answered > 100, $"only {answered} were answered with 200");
        Assert.Equal(before, await Tables.ReadAsync(app.Database));
    }

    private static async Task<bool> AskAsync(Visitor visitor, string method, string path, bool htmx = false)
    {
        using var answer = await Place.AskAsync(visitor, method, path, htmx: htmx);
        if (answer.StatusCode == HttpStatusCode.OK && method == "GET" && Place.IsStream(path.Split('?')[0]))
        {
            using var stream = new SseStream(answer);
            await stream.NextAsync(); // the greeting
            await stream.NextAsync(); // what comes first, a row or where it stands
        }

        return answer.StatusCode == HttpStatusCode.OK;
    }

    [Collection<AloneOnSqlite>]
    public sealed class OnSqlite(SqliteApp app) : ReadingChangesNothingTests(app);

    [Collection<AloneOnPostgres>]
    public sealed class OnPostgres(PostgresApp app) : ReadingChangesNothingTests(app);
}
