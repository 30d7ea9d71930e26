using Moq;
using Xtablo.Application.Discussions;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Application.Tests.Discussions;

public class KeepDraftTests
{
    private readonly TabloId _tablo = TabloId.New();
    private readonly AccountId _ada = AccountId.New();
    private readonly Mock<IDrafts> _drafts = new();

    public KeepDraftTests() => _drafts
        .Setup(drafts => drafts.KeepAsync(_tablo, _ada, It.IsAny<Draft>(), It.IsAny<CancellationToken>())).ReturnsAsync(true);

    [Fact]
    public async Task The_text_is_kept_as_typed_under_its_client_id()
    {
        var clientId = ClientId.New();

        var kept = await HandleAsync(_tablo, "  As typed \n", clientId.ToString());

        Assert.Equal(new Draft("  As typed \n", clientId), kept);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no clientId")]
    public async Task Without_a_usable_client_id_it_gets_one(string? clientId)
    {
        var kept = await HandleAsync(_tablo, "Hello", clientId);

        Assert.NotEqual(default, kept!.ClientId);
    }

    [Fact]
    public async Task What_no_database_keeps_is_replaced() => Assert.Equal("a\uFFFDb", (await HandleAsync(_tablo, "a\0b", null))!.Body);

    [Fact]
    public async Task Nothing_is_kept_for_a_stranger() => Assert.Null(await HandleAsync(TabloId.New(), "Hello", null));

    private Task<Draft?> HandleAsync(TabloId tablo, string body, string? clientId) =>
        new KeepDraftHandler(_drafts.Object).HandleAsync(new KeepDraft(tablo, _ada, body, clientId), TestContext.Current.CancellationToken);
}
