using Moq;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Discussions;

public sealed class TakeDraftTests
{
    private readonly TabloId _tablo = TabloId.New();
    private readonly AccountId _ada = AccountId.New();
    private readonly Mock<IDrafts> _drafts = new();

    [Fact]
    public async Task The_draft_that_was_taken_is_dropped()
    {
        var clientId = ClientId.New();

        Assert.True(await HandleAsync(clientId.ToString()));
        _drafts.Verify(drafts => drafts.DropAsync(_tablo, _ada, clientId, It.IsAny<CancellationToken>()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no clientId")]
    public async Task What_names_no_draft_drops_none(string? clientId)
    {
        Assert.False(await HandleAsync(clientId));
        _drafts.VerifyNoOtherCalls();
    }

    private Task<bool> HandleAsync(string? clientId) =>
        new TakeDraftHandler(_drafts.Object).HandleAsync(new TakeDraft(_tablo, _ada, clientId), TestContext.Current.CancellationToken);
}
