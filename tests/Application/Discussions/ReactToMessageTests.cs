using Xtablo.Application.Discussions;
using Xtablo.Application.Tests.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Discussions;

public sealed class ReactToMessageTests
{
    private readonly Person _ada = new(AccountId.New(), DisplayName.From("Ada"));
    private readonly Discussion _discussion;
    private readonly OneDiscussion _discussions;
    private readonly ReactToMessage _command;

    public ReactToMessageTests()
    {
        _discussion = Discussion.Open(TabloId.New(), TabloName.From("Garden"), _ada, Moment.Kept);
        _discussions = new OneDiscussion(_discussion);
        var message = _discussion.Post(_ada, ClientId.New(), MessageBody.From("Hello"), MessageId.New(), Moment.Kept).Message.Id;
        _command = new ReactToMessage(_discussion.TabloId, _ada.Id, message, "👍", On: null);
    }

    [Fact]
    public async Task The_row_has_the_reaction() =>
        Assert.Equal("👍", Assert.Single((await HandleAsync(_command))!.Reactions).Emoji.Value);

    [Fact]
    public async Task It_needs_the_message_alone_and_alters_only_how_it_was_answered()
    {
        await HandleAsync(_command);

        Assert.Equal([_command.MessageId], _discussions.Needed!.Answered);
        Assert.True(_discussions.Needed.OnlyAdds);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("thumb")]
    [InlineData("👍👍")]
    public async Task What_is_no_single_emoji_is_refused(string? emoji) => Assert.Equal(
        "emoji.unknown", (await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(_command with { Emoji = emoji }))).Code);

    [Fact]
    public async Task Where_there_is_no_tablo_there_is_no_answer() =>
        Assert.Null(await HandleAsync(_command with { TabloId = TabloId.New() }));

    private Task<MessageRow?> HandleAsync(ReactToMessage command) =>
        new ReactToMessageHandler(_discussions, Moment.Clock()).HandleAsync(command, TestContext.Current.CancellationToken);
}
