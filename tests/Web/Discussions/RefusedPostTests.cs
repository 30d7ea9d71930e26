using System.Net;

namespace Xtablo.Web.Tests.Discussions;

public abstract class RefusedPostTests(XtabloApp app)
{
    [Fact]
    public async Task It_leaves_one_line_in_the_log_and_no_error()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var before = app.Log.Count;
        using var refused = await ada.TrySayAsync(discussion, "");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);

        var lines = app.Log.Skip(before).ToList();
        Assert.Single(lines, line => line.Contains("Refused", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal));
    }

    [Collection<AloneOnSqlite>]
    public sealed class OnSqlite(SqliteApp app) : RefusedPostTests(app);

    [Collection<AloneOnPostgres>]
    public sealed class OnPostgres(PostgresApp app) : RefusedPostTests(app);
}
