using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Tests.Persistence;

public sealed class SharedLookupTests
{
    private readonly List<int[]> _asked = [];
    private readonly SharedLookup<int, string> _names;
    private TaskCompletionSource _hold = new();

    public SharedLookupTests() => _names = new(async keys =>
    {
        _asked.Add([.. keys.Order()]);
        await _hold.Task;
        return keys.Where(key => key > 0).ToDictionary(key => key, key => $"name {key}");
    });

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_asks_while_a_question_is_under_way_shares_the_next()
    {
        var first = _names.FindAsync(1, Ct);
        var others = Enumerable.Range(2, 1000).Select(key => _names.FindAsync(key, Ct)).ToList();
        _hold.SetResult();

        Assert.Equal("name 1", await first);
        Assert.Equal(Enumerable.Range(2, 1000).Select(key => $"name {key}"), await Task.WhenAll(others));
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task However_many_ask_no_question_is_about_more_than_a_thousand()
    {
        var all = Enumerable.Range(1, 2501).Select(key => _names.FindAsync(key, Ct)).ToList();
        _hold.SetResult();
        await Task.WhenAll(all);

        Assert.Equal([1, 1000, 1000, 500], _asked.Select(asked => asked.Length));
    }

    [Fact]
    public async Task What_is_answered_was_read_after_it_was_asked()
    {
        var first = _names.FindAsync(1, Ct);
        var again = _names.FindAsync(1, Ct); // the reading under way may have looked before this
        _hold.SetResult();
        await Task.WhenAll(first, again);

        Assert.Equal([[1], [1]], _asked);
    }

    [Fact]
    public async Task What_there_is_nothing_for_is_null()
    {
        _hold.SetResult();

        Assert.Null(await _names.FindAsync(-1, Ct));
    }

    [Fact]
    public async Task When_it_fails_all_who_wait_hear_of_it_at_once_and_the_next_is_asked_anew()
    {
        var first = _names.FindAsync(1, Ct);
        var second = _names.FindAsync(2, Ct);
        _hold.SetException(new TimeoutException());

        await Assert.ThrowsAsync<TimeoutException>(() => first);
        await Assert.ThrowsAsync<TimeoutException>(() => second);
        _hold = new();
        _hold.SetResult();
        Assert.Equal("name 3", await _names.FindAsync(3, Ct));
    }

    [Fact]
    public async Task Who_leaves_does_not_take_the_answer_from_the_others()
    {
        using var leaving = new CancellationTokenSource();
        var first = _names.FindAsync(1, Ct);
        var left = _names.FindAsync(2, leaving.Token);
        var stays = _names.FindAsync(2, Ct);
        await leaving.CancelAsync();
        _hold.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Assert.Equal("name 2", await stays);
        await first;
    }
}
