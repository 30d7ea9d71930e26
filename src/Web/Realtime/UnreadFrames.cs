using Xtablo.Application.Operation;
using Xtablo.Application.Realtime;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Web.Realtime;

/// <summary>How much is unread in each tablo of an account, told again where it has changed; at most once a second.</summary>
internal sealed class UnreadFrames(
    IStreamSubscription subscription, AccountId account, ITabloReader tablos, IOutages outages, TimeProvider time)
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    // Counting is the dearest question that a stream asks: when all come back at once, posts and pages go before.
    private static readonly SemaphoreSlim AFewAtATime = new(4);

    private readonly Dictionary<TabloId, (int Unread, int Mentions)> _told = [];
    private readonly NonBlockingRead<IReadOnlyList<TabloView>> _reading = new(outages, time);
    private long? _asked;
    private Task? _news; // since the counts were last read
    private Task? _newsOfReading; // since the reading that is under way began

    public async ValueTask<PollResult> SendNewsAsync(SseWriter writer, bool patient, CancellationToken ct)
    {
        if (_news is { IsCompleted: false })
        {
            return PollResult.NothingNew;
        }

        if (_asked is { } asked && time.GetElapsedTime(asked) < Rest)
        {
            return PollResult.TryAgain;
        }

        _newsOfReading ??= subscription.News; // before looking
        if (await _reading.TryAsync(() => CountAsync(ct), patient, ct) is not { } list)
        {
            return PollResult.TryAgain;
        }

        (_asked, _news, _newsOfReading) = (time.GetTimestamp(), _newsOfReading, null);
        var sent = false;
        foreach (var tablo in list)
        {
            subscription.Watch(tablo.Id);
            sent |= Tell(writer, tablo);
        }

        return sent ? PollResult.Sent : PollResult.NothingNew;
    }

    /// <summary>Has the next look ask again, whether or not there was news: a new tablo announces itself to nobody.</summary>
    public void Forget() => _news = null;

    private async ValueTask<IReadOnlyList<TabloView>> CountAsync(CancellationToken ct)
    {
        await AFewAtATime.WaitAsync(ct);
        try
        {
            return await tablos.ListAsync(account, ct);
        }
        finally
        {
            AFewAtATime.Release();
        }
    }

    private bool Tell(SseWriter writer, TabloView tablo)
    {
        var now = (tablo.Unread, tablo.Mentions);
        if (_told.TryGetValue(tablo.Id, out var before) && before == now)
        {
            return false;
        }

        _told[tablo.Id] = now;
        writer.Event("unread", id: null, $$"""{"tablo":"{{tablo.Id.Value:N}}","unread":{{now.Unread}},"mentions":{{now.Mentions}}}""");
        return true;
    }
}
