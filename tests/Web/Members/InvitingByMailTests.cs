using System.Net;

namespace Xtablo.Web.Tests.Members;

public sealed class InvitingByMailTests : IAsyncLifetime
{
    private readonly SmtpServer _smtp = new();
    private readonly SqliteApp _app = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app.Settings["Xtablo:Smtp:Host"] = "127.0.0.1";
        _app.Settings["Xtablo:Smtp:Port"] = $"{_smtp.Port}";
        _app.Settings["Xtablo:Smtp:From"] = "chat@example.org";
        _app.Settings["Xtablo:PublicUrl"] = "http://localhost/";
        await _app.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _smtp.Dispose();
    }

    [Fact]
    public async Task The_link_goes_to_who_is_invited_and_admits_one()
    {
        var ada = await _app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        using var answer = await ada.PostAsync(Visitor.MembersOf(discussion), new() { ["Email"] = "bob@example.org" });

        var mail = await _smtp.NextAsync();
        var link = mail.Raw.Split("\r\n").Single(line => line.StartsWith("http://localhost/invitations/", StringComparison.Ordinal));
        Assert.Equal(("chat@example.org", "bob@example.org"), (mail.From, mail.To));
        Assert.Contains("Subject: Ada invites you to Rue Oberkampf 12", mail.Raw, StringComparison.Ordinal);
        Assert.Contains($"value=\"{link}\"", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        await (await _app.SignedInAsync("Bob")).JoinAsync(link);
        using var second = await (await _app.SignedInAsync("Eve")).PostAsync(link, []);
        Assert.Equal(HttpStatusCode.NotFound, second.StatusCode);
    }

    [Fact]
    public async Task It_admits_as_many_as_were_asked_for()
    {
        var ada = await _app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        using var answer = await ada.PostAsync(Visitor.MembersOf(discussion), new() { ["Email"] = "bob@example.org", ["MaxUses"] = "2" });

        Assert.Contains("0 of 2 used", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_address_is_refused_beside_its_field_and_makes_no_link()
    {
        var ada = await _app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        using var answer = await ada.PostAsync(Visitor.MembersOf(discussion), new() { ["Email"] = "bob", ["Label"] = "For Bob" });

        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("id=\"Email-error\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/revoke", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_with_a_line_break_forges_no_header()
    {
        var ada = await _app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        using var answer = await ada.PostAsync(Visitor.MembersOf(discussion), new() { ["Email"] = "bob@example.org\r\nBcc: eve@example.org" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.False(_smtp.HasMore);
    }
}
