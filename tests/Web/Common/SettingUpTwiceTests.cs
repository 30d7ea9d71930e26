using System.Net;

namespace Xtablo.Web.Tests.Common;

/// <summary>The set-up, which only the first can make.</summary>
public sealed class SettingUpTwiceTests : IAsyncLifetime
{
    private readonly SqliteApp _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task A_double_click_on_set_up_signs_in_either_way_and_another_browser_is_not_let_in()
    {
        var (ada, other) = (_app.Visitor(), _app.Visitor());
        var page = await ada.ReadAsync("/setup");
        var form = new Dictionary<string, string> { ["Name"] = "Ada", ["Email"] = ada.Email, ["Password"] = Visitor.Password, ["attemptId"] = Visitor.AttemptIn(page) };
        await other.FieldAsync();
        var answers = await Task.WhenAll(ada.PostAsync("/setup", form), ada.PostAsync("/setup", form));
        using var late = await other.PostAsync("/setup", form);

        Assert.All(answers, answer => Assert.Equal((HttpStatusCode.SeeOther, "/tablos"), (answer.StatusCode, answer.Headers.Location!.OriginalString)));
        Assert.All(answers, answer => Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("xtablo-session-", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }
}
