namespace Xtablo.Faults.Tests.Checking;

public sealed class QuotedTextTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("mark1x", true)]
    [InlineData("This message was deleted.", false)]
    public void A_quote_of_what_was_deleted_is_found(string quoted, bool isFound)
    {
        var recorder = new Recorder();
        var post = recorder.Add(new Change("Ada", ChangeKind.Post, "key 1", null, "mark1x"));
        post.Add(new Attempt(1 * Second, 2 * Second, 200, Html("1", 1, 1, "mark1x")));
        var reply = recorder.Add(new Change("Ada", ChangeKind.Post, "key 2", null, "mark2x"));
        reply.Add(new Attempt(3 * Second, 4 * Second, 200, Html("2", 2, 2, "mark2x", "mark1x")));
        var deletion = recorder.Add(new Change("Ada", ChangeKind.Delete, null, "1", null));
        deletion.Add(new Attempt(5 * Second, 6 * Second, 200, Html("1", 1, 3, "")));
        var page = new PageRecord("Ada", 7 * Second, 8 * Second, Html("1", 1, 3, "") + Html("2", 2, 4, "mark2x", quoted));

        var violations = HistoryChecker.Check(recorder.Finish([page], new StreamRecord("Ada", "the replay", 9 * Second, "abcdefgh.0")));

        Assert.Equal(isFound, violations.Any(violation => violation.Rule is Rule.DeletedText));
        Assert.DoesNotContain(violations, violation => violation.Rule is Rule.Phantom); // what is quoted need not have been written there
    }

    private static string Html(string id, int number, int revision, string text, string? quoted = null) =>
        $"""<li id="message-{id}" data-number="{number}" data-revision="{revision}" data-author="a" data-client-id="key {id}" class="row"><blockquote class="quote" data-of="1">{quoted}</blockquote><div class="body">{text}</div></li>""";
}
