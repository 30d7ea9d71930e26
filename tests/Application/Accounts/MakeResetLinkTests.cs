using Moq;
using Xtablo.Application.Accounts;
using Xtablo.Application.Operation;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Text;

namespace Xtablo.Application.Tests.Accounts;

public class MakeResetLinkTests
{
    private readonly Mock<IResetLinks> _links = new();
    private readonly Secret _secret = Secret.New();

    public MakeResetLinkTests() =>
        _links.Setup(links => links.MakeAsync(EmailAddress.From("ada@example.org"), new ResetLinkTerms(TimeSpan.FromHours(24), null, true), It.IsAny<CancellationToken>()))
            .ReturnsAsync(new MadeResetLink(_secret, EmailAddress.From("ada@example.org")));

    [Theory]
    [InlineData("https://chat.example.org", "https://chat.example.org/reset/")]
    [InlineData(null, "/reset/")]
    public async Task The_link_lasts_a_day_and_is_absolute_where_that_can_be(string? publicUrl, string before) =>
        Assert.Equal(before + _secret.Text, await HandleAsync("ada@example.org", publicUrl));

    [Fact]
    public async Task There_is_none_for_nobody() => Assert.Null(await HandleAsync("bob@example.org"));

    private Task<string?> HandleAsync(string email, string? publicUrl = null) => new MakeResetLinkHandler(
        _links.Object,
        new Settings { ConnectionString = "", DataDirectory = "", PublicUrl = publicUrl is null ? null : new Uri(publicUrl) })
        .HandleAsync(new MakeResetLink(email), TestContext.Current.CancellationToken);
}
