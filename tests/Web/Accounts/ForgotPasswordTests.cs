using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Xtablo.Web.Tests.Accounts;

public sealed partial class ForgotPasswordTests(ForgotPasswordTests.Server server, SqliteApp withoutMail) : IClassFixture<ForgotPasswordTests.Server>
{
    private readonly SmtpServer _smtp = server.Smtp;
    private readonly SqliteApp _app = server.App;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_mail_has_a_link_that_sets_another_password()
    {
        var ada = await _app.SignedInAsync();
        var visitor = _app.Visitor();
        Assert.Contains("href=\"/forgot\"", await visitor.ReadAsync("/sign-in"), StringComparison.Ordinal);
        using var asked = await visitor.PostAsync("/forgot", new() { ["Email"] = ada.Email.ToUpperInvariant() });
        var mail = await _smtp.NextAsync();

        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.Equal(("chat@example.org", "chat", "a secret"), (mail.From, mail.User, mail.Password));
        Assert.Equal(ada.Email, mail.To, ignoreCase: true);
        Assert.Contains("Subject: A new password for Xtablo\r\n", mail.Raw, StringComparison.Ordinal);
        Assert.Contains("From: Xtablo <chat@example.org>\r\n", mail.Raw, StringComparison.Ordinal);
        Assert.Contains("Open this link within an hour:\r\n", mail.Raw, StringComparison.Ordinal);
        Assert.Matches("(?m)^Message-Id: <[^@>]+@example\\.org>\r$", mail.Raw); // and not the name of this machine
        var link = new Uri(Link().Match(mail.Raw).Value);
        Assert.Equal("http://localhost", link.GetLeftPart(UriPartial.Authority));
        using var set = await _app.Visitor().PostAsync(link.AbsolutePath, new() { ["Password"] = "a quite different one" });
        using var signedIn = await _app.Visitor().SignInAsync(ada.Email, "a quite different one");
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        Assert.DoesNotContain(_app.Log, line => line.Contains(link.Segments[^1], StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_link_is_good_for_the_hour_that_the_mail_speaks_of()
    {
        var time = server.Clock;
        var ada = await _app.SignedInAsync();
        using var asked = await _app.Visitor().PostAsync("/forgot", new() { ["Email"] = ada.Email });
        var link = new Uri(Link().Match((await _smtp.NextAsync()).Raw).Value).AbsolutePath;

        time.AdjustTime(time.GetUtcNow().AddMinutes(59));
        await _app.Visitor().ReadAsync(link);
        time.AdjustTime(time.GetUtcNow().AddMinutes(1));
        using var late = await _app.Visitor().GetAsync(link);

        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    [Fact]
    public async Task An_unknown_email_gets_the_same_answer_and_no_mail()
    {
        var ada = await _app.SignedInAsync();
        using var unknown = await _app.Visitor().PostAsync("/forgot", new() { ["Email"] = "nobody@example.org" });
        using var known = await _app.Visitor().PostAsync("/forgot", new() { ["Email"] = ada.Email });
        var mail = await _smtp.NextAsync(); // the queue has passed the unknown one by now

        Assert.Equal(known.StatusCode, unknown.StatusCode);
        Assert.Equal(await known.Content.ReadAsStringAsync(Ct), await unknown.Content.ReadAsStringAsync(Ct));
        Assert.Equal(ada.Email, mail.To);
        Assert.False(_smtp.HasMore);
    }

    [Fact]
    public async Task It_is_in_the_language_of_who_asks()
    {
        var ada = await _app.SignedInAsync();
        var visitor = _app.Visitor();
        visitor.Http.DefaultRequestHeaders.Add("Accept-Language", "fr");
        using var asked = await visitor.PostAsync("/forgot", new() { ["Email"] = ada.Email });
        var mail = await _smtp.NextAsync();

        Assert.Contains("Subject: Un nouveau mot de passe pour Xtablo\r\n", mail.Raw, StringComparison.Ordinal);
        Assert.Contains("Ouvrez ce lien dans l", mail.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mailbox_is_not_filled_by_whoever_likes_to()
    {
        var ada = await _app.SignedInAsync();
        var visitor = _app.Visitor();
        for (var i = 0; i < 6; i++)
        {
            using var asked = await visitor.PostAsync("/forgot", new() { ["Email"] = ada.Email });
            Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        }

        var bob = await _app.SignedInAsync("Bob");
        using var last = await visitor.PostAsync("/forgot", new() { ["Email"] = bob.Email });
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(ada.Email, (await _smtp.NextAsync()).To);
        }

        Assert.Equal(bob.Email, (await _smtp.NextAsync()).To);
    }

    [Fact]
    public async Task What_is_no_email_is_said_beside_the_field()
    {
        using var answer = await _app.Visitor().PostAsync("/forgot", new() { ["Email"] = "ada at example" });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("id=\"Email-error\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"ada at example\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_mail_is_logged_without_its_address_and_the_next_goes_out()
    {
        var (ada, before) = (await _app.SignedInAsync(), _smtp.Refused);
        _smtp.AnswerToRecipient = "550 no such user <{to}>";
        using var refused = await _app.Visitor().PostAsync("/forgot", new() { ["Email"] = ada.Email });
        while (_smtp.Refused == before)
        {
            await Task.Delay(10, Ct);
        }

        _smtp.AnswerToRecipient = "250 OK";
        using var asked = await _app.Visitor().PostAsync("/forgot", new() { ["Email"] = ada.Email });
        await _smtp.NextAsync();

        Assert.Contains(_app.Log, line => line.Contains("A mail could not be sent: 550", StringComparison.Ordinal));
        Assert.DoesNotContain(_app.Log, line => line.Contains(ada.Email, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_mail_server_that_stands_still_is_felt_by_nobody()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0); // it takes the connection and never says a word
        silent.Start();
        await using var app = new SqliteApp();
        SendBy(app, ((IPEndPoint)silent.LocalEndpoint).Port);
        await app.InitializeAsync();
        var ada = await app.SignedInAsync();
        using var asked = await app.Visitor().PostAsync("/forgot", new() { ["Email"] = ada.Email });

        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.DoesNotContain(app.Log, line => line.Contains("could not be sent", StringComparison.Ordinal)); // nobody has given up on it yet
    }

    [Fact]
    public async Task Where_no_mail_is_sent_there_is_no_such_page()
    {
        var visitor = withoutMail.Visitor();
        using var page = await visitor.GetAsync("/forgot");
        using var post = await visitor.PostAsync("/forgot", new() { ["Email"] = "ada at example" });

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (page.StatusCode, post.StatusCode));
        Assert.DoesNotContain("/forgot", await visitor.ReadAsync("/sign-in"), StringComparison.Ordinal);
    }

    private static void SendBy(SqliteApp app, int port)
    {
        app.Settings["Xtablo:PublicUrl"] = "http://localhost";
        app.Settings["Xtablo:Smtp:Host"] = "127.0.0.1";
        app.Settings["Xtablo:Smtp:Port"] = port.ToString(CultureInfo.InvariantCulture);
        app.Settings["Xtablo:Smtp:User"] = "chat";
        app.Settings["Xtablo:Smtp:Password"] = "a secret";
        app.Settings["Xtablo:Smtp:From"] = "Xtablo <chat@example.org>";
    }

    /// <summary>With a mail server, from which each test takes what it has sent.</summary>
    public sealed class Server : Clocked<SqliteApp>
    {
        public SmtpServer Smtp { get; } = new();

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            Smtp.Dispose();
        }

        protected override void Prepare(SqliteApp app) => SendBy(app, Smtp.Port);
    }

    [GeneratedRegex("http://[^/]+/reset/[A-Za-z0-9_-]{22}", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
