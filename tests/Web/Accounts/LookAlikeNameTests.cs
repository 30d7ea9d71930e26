using System.Net;

namespace Xtablo.Web.Tests.Accounts;

public abstract class LookAlikeNameTests(XtabloApp app)
{
    [Fact]
    public async Task Who_registers_may_share_a_name_and_not_pose_as_someone()
    {
        await app.SignedInAsync("Ada");
        await app.SignedInAsync("Ada");
        var poser = app.Visitor();
        using var answer = await poser.PostAsync("/register", new() { ["Name"] = "\u0410d\u0430", ["Email"] = poser.Email, ["Password"] = Visitor.Password });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("This name looks like someone else’s here", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_may_who_takes_another_name_but_one_may_write_ones_own_anew()
    {
        var grace = await app.SignedInAsync("Grace");
        var poser = await app.SignedInAsync("Eve");
        using var answer = await poser.PostAsync("/account", new() { ["Name"] = "Gr\u0430ce" });
        using var own = await grace.PostAsync("/account", new() { ["Name"] = "Gr\u0430ce" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("This name looks like someone else’s here", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, own.StatusCode);
    }

    public sealed class OnSqlite(SqliteApp app) : LookAlikeNameTests(app), IClassFixture<SqliteApp>;

    public sealed class OnPostgres(PostgresApp app) : LookAlikeNameTests(app), IClassFixture<PostgresApp>;
}
