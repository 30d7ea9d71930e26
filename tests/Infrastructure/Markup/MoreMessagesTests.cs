namespace Xtablo.Infrastructure.Tests.Markup;

/// <summary>More of every day: measures, commands, logs, lists, faces, and languages of every direction.</summary>
public sealed class MoreMessagesTests
{
    [Theory]
    [MemberData(nameof(EverydayMessages.More), MemberType = typeof(EverydayMessages))]
    public void It_is_shown_like_this(string typed, string html) => Assert.Equal(Chat.Html(html), Chat.Render(typed).Html);
}
