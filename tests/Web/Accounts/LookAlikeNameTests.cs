using System.Net;

namespace Xtablo.Web.Tests.Accounts;

/// <summary>Names that no other test gives: who has one like them could not.</summary>
public abstract class LookAlikeNameTests(XtabloApp app)
{
    [Fact]
    public async Task Who_registers_may_share_a_name_and_not_pose_as_someone()
    {
        await app.SignedInAsync("Nora");
        await app.SignedInAsync("Nora");
        var poser = app.Visitor();
        using var answer = await poser.PostAsync("/register", new() { ["Name"] = "N\u043Er\u0430", ["Email"] = poser.Email, ["Password"] = Visitor.Password });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("This name looks too much like someone else’s here", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_may_who_takes_another_name_but_one_may_write_ones_own_anew()
    {
        var clara = await app.SignedInAsync("Clara");
        var poser = await app.SignedInAsync("Eve");
        using var answer = await poser.PostAsync("/account", new() { ["Name"] = "Cl\u0430ra" });
        using var own = await clara.PostAsync("/account", new() { ["Name"] = "Cl\u0430ra" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("This name looks too much like someone else’s here", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, own.StatusCode);
    }

    public sealed class OnSqlite(SqliteApp app) : LookAlikeNameTests(app);

    public sealed class OnPostgres(PostgresApp app) : LookAlikeNameTests(app);
}
