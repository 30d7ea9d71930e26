using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Xtablo.Web.Tests.Security;

/// <summary>Bytes that are no text: half of a surrogate pair, a character of five bytes, or what another encoding makes of an é.</summary>
public abstract class UnreadableTextTests(XtabloApp app)
{
    private const string Sentence = "This text has a character that cannot be stored";

    private static readonly string[] Unreadable = ["%ED%A0%80", "%ED%BF%BF", "%FF", "%C0%AF", "%E9", "%F8%88%80%80%80", "%F4%90%80%80", "%E2%82", "%00", "\u00FF"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_a_message_they_are_refused_in_words_with_the_rest_of_the_text_kept_and_nothing_stored()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        foreach (var bytes in Unreadable)
        {
            using var answer = await PostAsync(ada, discussion, $"body=Keep+this%2C+%C3%A9t%C3%A9{bytes}and+that");
            Assert.Equal((bytes, HttpStatusCode.UnprocessableEntity), (bytes, answer.StatusCode));
            var form = await answer.Content.ReadAsStringAsync(Ct);
            Assert.Contains(Sentence, form, StringComparison.Ordinal);
            Assert.Matches("Keep this, été[^a]*and that</textarea>", form);
        }

        Assert.Empty(Row.All(await ada.ReadAsync(discussion)));
    }

    [Fact]
    public async Task In_any_other_field_they_are_refused_or_do_no_harm()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var said = await ada.SayAsync(discussion, "As it was");
        foreach (var bytes in Unreadable)
        {
            foreach (var (path, form) in new[]
            {
                ("/tablos", $"Name=x{bytes}"),
                (discussion.Replace("/discussion", "/rename", StringComparison.Ordinal), $"Name=x{bytes}"),
                ($"{discussion}/messages/{said.Id}/edit", $"body=x{bytes}"),
                (discussion, $"body=x&clientId={bytes}"),
                ($"{discussion}/read", $"upTo={bytes}"),
            })
            {
                using var answer = await PostAsync(ada, path, form);
                Assert.Equal((path, HttpStatusCode.UnprocessableEntity), (path, answer.StatusCode));
            }

            using var stranger = await PostAsync(app.Visitor(), "/register", $"Name=x{bytes}&Email=x{bytes}@example.org&Password=correct+horse+battery");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, stranger.StatusCode);
            using var wrong = await PostAsync(app.Visitor(), "/sign-in", $"Email={ada.Email}&Password=x{bytes}&returnUrl=/{bytes}");
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
            using var unknownField = await PostAsync(ada, discussion, $"body=Fine&x{bytes}=y");
            Assert.Equal(HttpStatusCode.OK, unknownField.StatusCode);
        }

        Assert.Equal(["As it was", .. Unreadable.Select(_ => "Fine")], Row.All(await ada.ReadAsync(discussion)).Select(row => row.Body));
    }

    [Fact]
    public async Task Sent_without_a_session_what_can_be_kept_of_them_comes_along()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        foreach (var bytes in Unreadable)
        {
            var visitor = app.Visitor();
            using var answer = await PostAsync(visitor, "/sign-in", $"Email={ada.Email}&Password=correct+horse+battery&returnUrl={discussion}&body=Keep{bytes}this");

            Assert.Equal((bytes, HttpStatusCode.SeeOther), (bytes, answer.StatusCode));
            Assert.Matches("Keep[^t]*this</textarea>", await visitor.ReadAsync(discussion));
        }
    }

    [Theory]
    [InlineData("body=a+b%20c%2Bd%26e%3Df%25g&other", "a b c+d&e=f%g")]
    [InlineData("body=100%25%2&body2=%zz", "100%%2")]
    [InlineData("&&body=%F0%9F%8E%89=&", "🎉=")]
    [InlineData("BODY=%EF%BF%BD", "\uFFFD")]
    public async Task Whatever_is_text_is_read_as_browsers_send_it(string form, string text)
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        using var answer = await PostAsync(ada, discussion, form);

        Assert.Equal(text, Row.Single(await answer.Content.ReadAsStringAsync(Ct)).Body);
    }

    private static async Task<HttpResponseMessage> PostAsync(Visitor visitor, string path, string form)
    {
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes($"{form}&__RequestVerificationToken={await visitor.FieldAsync()}"));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("HX-Request", "true");
        return await visitor.Http.SendAsync(request, Ct);
    }

    public sealed class OnSqlite(SqliteApp app) : UnreadableTextTests(app);

    public sealed class OnPostgres(PostgresApp app) : UnreadableTextTests(app);
}
