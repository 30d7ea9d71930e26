using System.Net;

namespace Xtablo.Web.Tests.Accounts;

/// <summary>No database takes part in it.</summary>
public sealed class ClosedRegistrationTests(ClosedRegistrationTests.Server server) : IClassFixture<ClosedRegistrationTests.Server>
{
    [Fact]
    public async Task There_is_no_such_page()
    {
        await server.App.SignedInAsync();

        using var page = await server.App.Visitor().GetAsync("/register");
        using var post = await server.App.Visitor().PostAsync("/register", new() { ["Name"] = "Eve", ["Email"] = "eve@example.org", ["Password"] = "correct horse" });
        using var bare = await server.App.Visitor().PostBareAsync("/register", new() { ["Name"] = "Eve" });

        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, post.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, bare.StatusCode);
    }

    [Fact]
    public async Task Who_was_invited_registers_all_the_same()
    {
        var ada = await server.App.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var invitation = (await ada.InviteAsync(discussion)).Split('/')[^1];
        var bob = server.App.Visitor();

        await bob.ReadAsync($"/register?invitation={invitation}");
        using var registered = await bob.PostAsync("/register", new() { ["Name"] = "Bob", ["Email"] = bob.Email, ["Password"] = Visitor.Password, ["invitation"] = invitation });

        Assert.Equal(discussion, registered.Headers.Location?.OriginalString);
        await bob.ReadAsync(discussion);
    }

    public sealed class Server : Clocked<SqliteApp>
    {
        protected override void Prepare(SqliteApp app) => app.Settings["Xtablo:OpenRegistration"] = "false";
    }
}
