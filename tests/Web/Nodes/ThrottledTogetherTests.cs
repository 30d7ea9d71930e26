using System.Net;

namespace Xtablo.Web.Tests.Nodes;

/// <summary>Who guesses passwords gains nothing by asking several nodes.</summary>
public sealed class ThrottledTogetherTests : IAsyncLifetime
{
    private const int Most = 10;
    private readonly PostgresApp _first = new() { Settings = { ["Xtablo:RateLimits:Enabled"] = "true" } };
    private readonly AnotherNode _second;

    public ThrottledTogetherTests() => _second = new(_first) { Settings = { ["Xtablo:RateLimits:Enabled"] = "true" } };

    public ValueTask InitializeAsync() => _first.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
    }

    [Fact]
    public async Task Of_a_hundred_wrong_passwords_at_two_nodes_ten_are_tried()
    {
        var ada = await _first.SignedInAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(async i =>
        {
            using var answer = await NodeFor(i).Visitor().SignInAsync(ada.Email, "guess");
            return answer.StatusCode;
        }));
        using var right = await _second.Visitor().SignInAsync(ada.Email);

        Assert.Equal(Most, answers.Count(status => status == HttpStatusCode.UnprocessableEntity));
        Assert.Equal(100 - Most, answers.Count(status => status == HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        Assert.InRange(right.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Right_passwords_at_once_are_all_let_in()
    {
        var ada = await _first.SignedInAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(async i =>
        {
            using var answer = await NodeFor(i).Visitor().SignInAsync(ada.Email);
            return answer.StatusCode;
        }));

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.SeeOther, status));
    }

    [Fact]
    public async Task Invitations_are_counted_together()
    {
        var ada = await _first.SignedInAsync();
        var discussion = await ada.CreateTabloAsync();
        for (var i = 0; i < 20; i++)
        {
            await ada.InviteAsync(discussion, label: $"{i}");
        }

        await _first.Database.ExecuteAsync("UPDATE limit_counts SET happened = array_remove(happened, happened[1])"); // one is over
        await ada.InviteAsync(discussion, label: "again");

        using var refused = await ada.PostAsync(Visitor.MembersOf(discussion), new() { ["Label"] = "one too many", ["MaxUses"] = "" });
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    private XtabloApp NodeFor(int attempt) => attempt % 2 == 0 ? _first : _second;
}
