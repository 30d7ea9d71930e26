using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xtablo.Domain.Discussions;
using Xtablo.Infrastructure.Discussions;

namespace Xtablo.Infrastructure.Tests.Discussions;

/// <summary>Whoever was told that it is not known may ask for the contrary next: so what waited too long is not done any more.</summary>
public sealed class LateChangesTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(50));
    private readonly OnPostgresServer _xtablo;

    public LateChangesTests() =>
        _xtablo = new() { Configure = services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time)) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _xtablo.InitializeAsync();

    public ValueTask DisposeAsync() => _xtablo.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_change_whose_caller_has_given_up_is_never_begun(bool beganInTheLane)
    {
        var (ada, tablo) = await _xtablo.TabloAsync();
        var said = (await _xtablo.PostAsync(tablo, ada, "Shall we?"))!.Message;
        await using var beside = new NpgsqlConnection(_xtablo.Tables.ConnectionString);
        await using var locking = await LockAllAsync(beside);

        var late = ReactAsync(true, beganInTheLane ? Needs.Nothing : Needs.Message(MessageId.New()));
        while (!await WaitsAloneAsync()) // what leaves the lane does so when it has waited long for the lock there
        {
            Assert.False(late.IsCompleted, "it was refused before");
            await Task.Delay(20, Ct);
        }

        _time.Advance(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<TimeoutException>(() => late);
        await locking.RollbackAsync(Ct);

        var off = await ReactAsync(false, Needs.Message(MessageId.New())); // in the turn after it
        Assert.Equal((said.Revision, 0), (off!.Revision, off.Reactions.Count));

        Task<MessageRow?> ReactAsync(bool on, Needs more) => _xtablo.Get<IDiscussions>().ChangeAsync(
            tablo, Needs.Answer(said.Id) + more, discussion => discussion.React(ada.Id, said.Id, Emoji.From("👍"), on, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public async Task Nor_does_it_wait_for_a_lock_that_would_come_too_late()
    {
        var (_, tablo) = await _xtablo.TabloAsync();
        await using var beside = new NpgsqlConnection(_xtablo.Tables.ConnectionString);
        await using var locking = await LockAllAsync(beside);
        var since = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(10)); // in a lane, say

        await Assert.ThrowsAsync<TimeoutException>(() => _xtablo.Get<SingleChange>().ChangeAsync(tablo, Needs.Nothing, since, discussion => discussion));
    }

    private static async Task<NpgsqlTransaction> LockAllAsync(NpgsqlConnection beside)
    {
        await beside.OpenAsync(Ct);
        var locking = await beside.BeginTransactionAsync(Ct);
        await using var command = new NpgsqlCommand("SELECT head FROM discussions FOR UPDATE", beside, locking);
        await command.ExecuteScalarAsync(Ct);
        return locking;
    }

    private async Task<bool> WaitsAloneAsync()
    {
        await using var another = new NpgsqlConnection(_xtablo.Tables.ConnectionString);
        await another.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(
            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'SELECT * FROM discussions%')", another);
        return (bool)(await command.ExecuteScalarAsync(Ct))!;
    }
}
