using Xtablo.Application.Discussions;
using Xtablo.Application.Tests.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Discussions;

public sealed class PinMessageTests
{
    private readonly Person _ada = new(AccountId.New(), DisplayName.From("Ada"));
    private readonly Discussion _discussion;
    private readonly PinMessage _command;

    public PinMessageTests()
    {
        _discussion = Discussion.Open(TabloId.New(), TabloName.From("Garden"), _ada, Moment.Kept);
        var message = _discussion.Post(_ada, ClientId.New(), MessageBody.From("Hello"), MessageId.New(), Moment.Kept).Message.Id;
        _command = new PinMessage(_discussion.TabloId, _ada.Id, message, On: true);
    }

    [Fact]
    public async Task The_row_is_pinned_and_a_notice_follows()
    {
        Assert.True((await HandleAsync(_command))!.IsPinned);
        Assert.Equal(2, _discussion.LastNumber);
    }

    [Fact]
    public async Task Where_there_is_no_tablo_there_is_no_answer() =>
        Assert.Null(await HandleAsync(_command with { TabloId = TabloId.New() }));

    private Task<MessageRow?> HandleAsync(PinMessage command) =>
        new PinMessageHandler(new OneDiscussion(_discussion), Moment.Clock()).HandleAsync(command, TestContext.Current.CancellationToken);
}
