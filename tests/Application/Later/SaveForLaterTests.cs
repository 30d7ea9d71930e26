using Moq;
using Xtablo.Application.Discussions;
using Xtablo.Application.Later;
using Xtablo.Application.Tests.Common;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Later;

public class SaveForLaterTests
{
    private static readonly MessageRow Message = new(
        TabloId.New(), MessageId.New(), Number: 1, Revision: 1, Notice: null, AccountId.New(), "Bob", ClientId.New(), "Call the mason",
        Moment.Kept, EditedAt: null, DeletedAt: null);

    private readonly AccountId _ada = AccountId.New();
    private readonly Mock<IDiscussionReader> _discussions = new();
    private readonly Mock<ISavedMessages> _saved = new();

    [Fact]
    public async Task A_message_is_saved_with_its_reminder()
    {
        Saving? saving = null;
        _saved.Setup(saved => saved.SaveAsync(Message.TabloId, _ada, Message.Id, It.IsAny<Saving>(), It.IsAny<CancellationToken>()))
            .Callback((TabloId _, AccountId _, MessageId _, Saving given, CancellationToken _) => saving = given)
            .ReturnsAsync(true);

        Assert.True(await HandleAsync(Message, on: true, "2026-03-04T09:00", "Europe/Paris"));

        Assert.Equal(new Saving(Moment.Kept, new DateTimeOffset(2026, 3, 4, 8, 0, 0, TimeSpan.Zero)), saving);
    }

    [Fact]
    public async Task What_is_not_there_for_them_is_not_found_whatever_else_is_wrong() =>
        Assert.False(await HandleAsync(null, on: true, "yesterday", "Mars/Olympus"));

    [Theory]
    [InlineData(true, "message.a-notice")]
    [InlineData(false, "later.deleted")]
    public async Task A_notice_and_a_deleted_message_cannot_be_saved_but_taken_off(bool isNotice, string code)
    {
        var row = isNotice
            ? Message with { Notice = new Notice(NoticeKind.Joined, "Bob", null), AuthorId = null, Body = null }
            : Message with { DeletedAt = Moment.Kept, Body = null };

        Assert.Equal(code, (await Assert.ThrowsAsync<RefusedException>(() => HandleAsync(row, on: true))).Code);
        Assert.True(await HandleAsync(row, on: false));

        _saved.Verify(saved => saved.TakeOffAsync(row.TabloId, _ada, row.Id, It.IsAny<CancellationToken>()), Times.Once);
        _saved.VerifyNoOtherCalls();
    }

    private Task<bool> HandleAsync(MessageRow? row, bool on, string? at = null, string? tz = null)
    {
        _discussions.Setup(discussions => discussions.MessageAsync(Message.TabloId, _ada, Message.Id, It.IsAny<CancellationToken>())).ReturnsAsync(row);
        return new SaveForLaterHandler(_discussions.Object, _saved.Object, Moment.Clock()).HandleAsync(
            new SaveForLater(Message.TabloId, _ada, Message.Id, on, at, tz), TestContext.Current.CancellationToken);
    }
}
