using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using Xtablo.Application.Discussions;
using Xtablo.Application.Members;
using Xtablo.Application.Operation;
using Xtablo.Application.Tests.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Discussions;

public sealed class PostMessageTests : IDisposable
{
    private readonly Person _ada = new(AccountId.New(), DisplayName.From("Ada"));
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Discussion _discussion;
    private readonly OneDiscussion _discussions;
    private readonly PostMessage _command;
    private readonly Mock<IMarkup> _markup = new();
    private readonly Mock<IMemberReader> _members = new();
    private RenderedText _shown = new("<p>Hello</p>", [], MentionsAll: false);

    public PostMessageTests()
    {
        _discussion = Discussion.Open(TabloId.New(), TabloName.From("Garden"), _ada, Moment.Kept);
        _discussions = new OneDiscussion(_discussion);
        _command = new PostMessage(_discussion.TabloId, _ada, "\nHello\r\nyou ", "0f8fad5b-d9cb-469f-a165-70867728950e");
        _markup.Setup(m => m.Render(It.IsAny<string>(), It.IsAny<IReadOnlyList<Person>>(), It.IsAny<IReadOnlyList<Mention>>())).Returns(() => _shown);
    }

    private IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task The_message_is_posted_as_asked()
    {
        var posting = await HandleAsync(_command);

        Assert.Equal(
            [new MessagePosted(
                _discussion.TabloId, _discussion.Epoch,
                new LogEntry(1, LogEntryKind.Posted, posting!.Message.Id, _ada.Id, null, Moment.Kept),
                new MessageRow(
                    _discussion.TabloId, posting.Message.Id, 1, 1, null, _ada.Id, "Ada", ClientId.From(_command.ClientId!), "Hello\nyou",
                    Moment.Kept, null, null) { Shown = _shown })],
            _discussion.TakeEvents());
    }

    [Fact]
    public async Task Who_takes_part_is_not_asked_for_a_text_that_calls_nobody()
    {
        await HandleAsync(_command);

        _members.Verify(m => m.PeopleAsync(It.IsAny<TabloId>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    [Fact]
    public async Task Who_takes_part_is_asked_for_a_text_that_may_call_someone()
    {
        _members.Setup(m => m.PeopleAsync(_discussion.TabloId, It.IsAny<CancellationToken>())).ReturnsAsync([_ada]);

        await HandleAsync(_command with { Body = "@Ada" });

        _markup.Verify(m => m.Render("@Ada", It.Is<IReadOnlyList<Person>>(people => people.Contains(_ada)), It.IsAny<IReadOnlyList<Mention>>()), Times.Once);
    }

    [Fact]
    public async Task What_it_answers_must_be_an_id()
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(_command with { ReplyTo = "yesterday's" }));

        Assert.Equal("reply.unknown", refusal.Code);
    }

    [Fact]
    public async Task A_new_message_is_no_repeat() => Assert.False((await HandleAsync(_command))!.IsRepeat);

    [Fact]
    public async Task The_same_again_is_the_same_message()
    {
        var first = await HandleAsync(_command);

        Assert.Equal(first! with { IsRepeat = true }, await HandleAsync(_command));
    }

    [Fact]
    public async Task It_needs_what_its_author_posted_under_this_client_id()
    {
        await HandleAsync(_command);

        Assert.Equal((_ada.Id, ClientId.From(_command.ClientId!)), Assert.Single(_discussions.Needed!.Posts));
    }

    [Fact]
    public async Task Without_a_client_id_it_gets_one_of_its_own()
    {
        await HandleAsync(_command with { ClientId = null });
        await HandleAsync(_command with { ClientId = null });

        Assert.Equal(2, _discussion.LastNumber);
    }

    [Fact]
    public async Task Another_text_under_the_same_client_id_is_refused()
    {
        await HandleAsync(_command);

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(_command with { Body = "Goodbye" }));

        Assert.Equal("client-id.other-text", refusal.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("0f8fad5bd9cb469fa16570867728950e")]
    public async Task A_client_id_that_is_no_UUID_is_refused(string clientId)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(_command with { ClientId = clientId }));

        Assert.Equal("client-id.not-a-uuid", refusal.Code);
    }

    [Theory]
    [InlineData(null, "body.empty")]
    [InlineData(" \r\n ", "body.empty")]
    [InlineData("a\0b", "body.unusable-character")]
    public async Task A_wrong_text_is_refused(string? body, string code)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(_command with { Body = body }));

        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public async Task A_wrong_text_reaches_no_discussion()
    {
        await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(_command with { Body = "" }));

        Assert.Null(_discussions.Needed);
    }

    [Fact]
    public async Task A_stranger_may_not_post()
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(_command with { Author = _ada with { Id = AccountId.New() } }));

        Assert.Equal("discussion.not-a-member", refusal.Code);
    }

    [Fact]
    public async Task Where_there_is_no_tablo_there_is_no_answer() =>
        Assert.Null(await HandleAsync(_command with { TabloId = TabloId.New() }));

    [Fact]
    public async Task A_repeat_is_counted()
    {
        await HandleAsync(_command);
        using var repeats = new Measurements(Meters, "xtablo.key_replay");

        await HandleAsync(_command);

        Assert.Equal(1, Assert.Single(repeats.Heard).Value);
    }

    [Fact]
    public async Task A_new_message_is_not_counted_as_a_repeat()
    {
        using var repeats = new Measurements(Meters, "xtablo.key_replay");

        await HandleAsync(_command);

        Assert.Empty(repeats.Heard);
    }

    private Task<Posting?> HandleAsync(PostMessage command) =>
        new PostMessageHandler(_discussions, new MessageTexts(_markup.Object, _members.Object), new XtabloMetrics(Meters), Moment.Clock()).HandleAsync(command, TestContext.Current.CancellationToken);
}
