using System.Net;
using System.Net.Http.Headers;

namespace Xtablo.Web.Tests.Discussions;

public abstract class PostingAMessageTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_htmx_the_answer_is_the_row()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var clientId = Guid.CreateVersion7().ToString();
        var row = await ada.SayAsync(discussion, "Hello", clientId);

        Assert.Equal((1, 1, clientId, "Hello"), (row.Number, row.Revision, row.ClientId, row.Body));
        Assert.Equal(row, Row.Single(await ada.ReadAsync(discussion)));
    }

    [Fact]
    public async Task A_plain_form_is_sent_on_to_the_discussion()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        using var answer = await ada.TrySayAsync(discussion, "Hello", htmx: false);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.StartsWith(discussion, answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal("Hello", Row.Single(await ada.ReadAsync(discussion)).Body);
    }

    [Fact]
    public async Task A_hundred_posts_of_one_clientId_at_once_are_one_message_and_one_answer()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var clientId = Guid.CreateVersion7().ToString();
        await ada.FieldAsync();

        var rows = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ada.SayAsync(discussion, "Once", clientId)));

        Assert.Single(rows.Distinct());
        Assert.Equal(rows[0], Row.Single(await ada.ReadAsync(discussion)));
    }

    [Fact]
    public async Task Posts_at_once_get_numbers_without_a_gap()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        await ada.FieldAsync();

        var rows = await Task.WhenAll(Enumerable.Range(1, 40).Select(i => ada.SayAsync(discussion, $"Message {i}")));

        Assert.Equal(Enumerable.Range(1, 40).Select(i => (long)i), rows.Select(row => row.Number).Order());
        Assert.Equal(rows.OrderBy(row => row.Number), Row.All(await ada.ReadAsync(discussion)));
    }

    [Fact]
    public async Task The_same_clientId_with_another_text_is_a_conflict_that_keeps_the_text_under_a_fresh_one()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var clientId = Guid.CreateVersion7().ToString();
        await ada.SayAsync(discussion, "First", clientId);
        using var answer = await ada.TrySayAsync(discussion, "Second", clientId);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var form = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Second</textarea>", form, StringComparison.Ordinal);
        Assert.Matches("name=\"clientId\" value=\"[0-9a-f-]{36}\"", form);
        Assert.DoesNotContain(clientId, form, StringComparison.Ordinal);
        Assert.Equal("First", Row.Single(await ada.ReadAsync(discussion)).Body);
    }

    [Fact]
    public async Task A_clientId_means_its_own_author()
    {
        var ada = await app.SignedInAsync();
        var hers = await ada.CreateTabloAsync();
        var bob = await app.SignedInAsync("Bob");
        var his = await bob.CreateTabloAsync();
        var clientId = Guid.CreateVersion7().ToString();

        await ada.SayAsync(hers, "Hers", clientId);

        Assert.Equal("His", (await bob.SayAsync(his, "His", clientId)).Body);
    }

    [Theory]
    [InlineData("", "Write a message first")]
    [InlineData(" \r\n\t ", "Write a message first")]
    [InlineData("a\0b", "This text has a character that cannot be stored")]
    public async Task A_text_that_is_none_is_refused_and_kept(string body, string sentence)
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        using var answer = await ada.TrySayAsync(discussion, body);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Empty(Row.All(await ada.ReadAsync(discussion)));
    }

    [Fact]
    public async Task Ten_thousand_characters_fit_and_one_more_is_refused_with_the_text_kept()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var fits = string.Concat(Enumerable.Repeat("🎉", 10_000));
        Assert.Equal(fits, (await ada.SayAsync(discussion, fits)).Body);

        var tooLong = new string('x', 10_001);
        using var answer = await ada.TrySayAsync(discussion, tooLong, htmx: false);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains(tooLong + "</textarea>", page, StringComparison.Ordinal);
        Assert.Contains("10,001 characters; the limit is 10,000", page, StringComparison.Ordinal);
        Assert.Single(Row.All(await ada.ReadAsync(discussion)));
    }

    [Fact]
    public async Task A_clientId_that_is_not_a_uuid_is_refused_with_the_text_kept()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        using var answer = await ada.TrySayAsync(discussion, "Keep me", "not-a-uuid");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var form = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Keep me</textarea>", form, StringComparison.Ordinal);
        Assert.Matches("name=\"clientId\" value=\"[0-9a-f-]{36}\"", form);
    }

    [Fact]
    public async Task Without_the_antiforgery_field_nothing_is_stored_and_the_form_comes_back_fresh()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        using var answer = await ada.PostBareAsync(discussion, new() { ["body"] = "Keep me" }, htmx: true);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var form = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Keep me</textarea>", form, StringComparison.Ordinal);
        Assert.Contains("__RequestVerificationToken", form, StringComparison.Ordinal);
        Assert.Empty(Row.All(await ada.ReadAsync(discussion)));
    }

    [Fact]
    public async Task Ten_megabytes_are_too_much()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        using var content = new ByteArrayContent(new byte[10 * 1024 * 1024]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        using var answer = await ada.Http.PostAsync(discussion, content, Ct);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Empty(Row.All(await ada.ReadAsync(discussion)));
    }

    [Fact]
    public async Task Nobody_writes_in_another_ones_name()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var own = await ada.SayAsync(discussion, "Mine");
        using var answer = await ada.PostAsync(
            discussion,
            new() { ["body"] = "Forged", ["authorId"] = Guid.CreateVersion7().ToString(), ["number"] = "77", ["revision"] = "77" },
            htmx: true);

        var forged = Row.Single(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal((own.Author, 2, 2), (forged.Author, forged.Number, forged.Revision));
    }

    public sealed class OnSqlite(SqliteApp app) : PostingAMessageTests(app);

    public sealed class OnPostgres(PostgresApp app) : PostingAMessageTests(app);
}
