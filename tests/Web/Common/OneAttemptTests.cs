using System.Net;
using System.Text.RegularExpressions;

namespace Xtablo.Web.Tests.Common;

/// <summary>A form that is sent twice, as by a double click on a slow line.</summary>
public abstract partial class OneAttemptTests(XtabloApp app)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_posts_of_one_attempt_make_one_tablo_and_both_lead_to_it()
    {
        var ada = await app.SignedInAsync();
        var form = new Dictionary<string, string> { ["Name"] = "Rue Oberkampf 12", ["attemptId"] = Visitor.AttemptIn(await ada.ReadAsync("/tablos")) };
        var answers = await Task.WhenAll(ada.PostAsync("/tablos", form), ada.PostAsync("/tablos", form));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode));
        Assert.Equal(answers[0].Headers.Location, answers[1].Headers.Location);
        Assert.Single(TabloCard().Matches(await ada.ReadAsync("/tablos")));
    }

    [Fact]
    public async Task A_link_is_made_once_and_shown_to_both()
    {
        var ada = await app.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        var members = Visitor.MembersOf(discussion);
        var form = new Dictionary<string, string> { ["Label"] = "", ["attemptId"] = Visitor.AttemptIn(await ada.ReadAsync(members)) };
        var answers = await Task.WhenAll(ada.PostAsync(members, form), ada.PostAsync(members, form));
        var links = await Task.WhenAll(answers.Select(async answer => Link().Match(await answer.Content.ReadAsStringAsync(Ct)).Value));

        Assert.NotEmpty(links[0]);
        Assert.Equal(links[0], links[1]);
        Assert.Single(Revoke().Matches(await ada.ReadAsync(members)));
    }

    [Fact]
    public async Task Whoever_registers_by_a_double_click_is_signed_in_by_either_answer()
    {
        var visitor = app.Visitor();
        var page = await visitor.ReadAsync("/register");
        var form = new Dictionary<string, string> { ["Name"] = "Ada", ["Email"] = visitor.Email, ["Password"] = Visitor.Password, ["attemptId"] = Visitor.AttemptIn(page) };
        var answers = await Task.WhenAll(visitor.PostAsync("/register", form), visitor.PostAsync("/register", form));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode));
        Assert.All(answers, answer => Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("xtablo-session-", StringComparison.Ordinal)));
        Assert.Single(Device().Matches(await visitor.ReadAsync("/account/sessions"))); // it is one session
    }

    [Fact]
    public async Task Another_text_or_another_attempt_is_another_thing()
    {
        var ada = await app.SignedInAsync();
        var attempt = Visitor.AttemptIn(await ada.ReadAsync("/tablos"));
        var made = new HashSet<string>();
        foreach (var (name, id) in ((string, string?)[])[("One", attempt), ("Two", attempt), ("One", Guid.CreateVersion7().ToString()), ("One", null)])
        {
            var form = new Dictionary<string, string> { ["Name"] = name };
            if (id is not null)
            {
                form["attemptId"] = id;
            }

            using var answer = await ada.PostAsync("/tablos", form);
            made.Add(answer.Headers.Location!.OriginalString);
        }

        Assert.Equal(4, made.Count);
    }

    [Fact]
    public async Task The_same_attempt_of_another_browser_is_another_one()
    {
        var (ada, ben) = (await app.SignedInAsync("Ada"), await app.SignedInAsync("Ben"));
        var form = new Dictionary<string, string> { ["Name"] = "Ours", ["attemptId"] = Guid.CreateVersion7().ToString() };
        using var hers = await ada.PostAsync("/tablos", form);
        using var his = await ben.PostAsync("/tablos", form);

        Assert.NotEqual(hers.Headers.Location, his.Headers.Location);
    }

    [Fact]
    public async Task A_refused_attempt_made_nothing_and_goes_on_when_it_is_mended()
    {
        var ada = await app.SignedInAsync();
        var attempt = Visitor.AttemptIn(await ada.ReadAsync("/tablos"));
        using var refused = await ada.PostAsync("/tablos", new() { ["Name"] = "", ["attemptId"] = attempt });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(attempt, Visitor.AttemptIn(await refused.Content.ReadAsStringAsync(Ct)));
        using var again = await ada.PostAsync("/tablos", new() { ["Name"] = "", ["attemptId"] = attempt });
        using var mended = await ada.PostAsync("/tablos", new() { ["Name"] = "Named", ["attemptId"] = attempt });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, mended.StatusCode);
    }

    [GeneratedRegex("/invitations/[A-Za-z0-9_-]{20,}", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("name=\"session\"", RegexOptions.None, 1000)]
    private static partial Regex Device();

    [GeneratedRegex("/revoke\"", RegexOptions.None, 1000)]
    private static partial Regex Revoke();

    [GeneratedRegex("<ul class=\"cards\">\\s*<li", RegexOptions.None, 1000)]
    private static partial Regex TabloCard();

    public sealed class OnSqlite(SqliteApp app) : OneAttemptTests(app);

    public sealed class OnPostgres(PostgresApp app) : OneAttemptTests(app);
}
