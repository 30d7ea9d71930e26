using System.Text.Encodings.Web;
using System.Text.Json;
using Xtablo.Application.Operation;
using Xtablo.Application.Realtime;
using Xtablo.Application.Tablos;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Web.Realtime;

/// <summary>
/// Sends each tablo of an account with its unread count, and again whenever any of that has changed; at most once a second.
/// </summary>
internal sealed class UnreadFrames(
    IStreamSubscription subscription, AccountId account, ITabloReader tablos, IOutages outages, TimeProvider time) : IFrameSource
{
    private const string EventName = "unread";
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Counting is the most expensive query of a stream: when all reconnect at once, posts and pages take precedence.
    private static readonly SemaphoreSlim AFewAtATime = new(4);

    private readonly Dictionary<TabloId, string> _told = [];
    private readonly NonBlockingRead<IReadOnlyList<TabloView>> _reading = new(outages, time);
    private long? _asked;
    private long? _news; // when the counts were last read
    private long? _newsOfReading; // when the pending read began

    public bool CanWait => true;

    public async ValueTask<PollResult> SendNewsAsync(SseWriter writer, bool patient, CancellationToken ct)
    {
        if (_news == subscription.StoredNews)
        {
            return PollResult.NothingNew;
        }

        if (_asked is { } asked && time.GetElapsedTime(asked) < Rest)
        {
            return PollResult.TryAgain;
        }

        _newsOfReading ??= subscription.StoredNews; // taken before reading, so that news in between is not missed
        if (await _reading.TryAsync(() => CountAsync(ct), patient, ct) is not { } list)
        {
            return PollResult.TryAgain;
        }

        (_asked, _news, _newsOfReading) = (time.GetTimestamp(), _newsOfReading, null);
        subscription.Told = new ReadState(
            list.Count,
            list.Sum(tablo => tablo.ReadMark),
            list.Sum(tablo => tablo.ReadSequence),
            list.Sum(tablo => tablo.Generation));
        var sent = false;
        foreach (var tablo in list)
        {
            subscription.Watch(tablo.Id);
            sent |= Tell(writer, tablo);
        }

        foreach (var gone in _told.Keys.Except(list.Select(tablo => tablo.Id)).ToList())
        {
            _told.Remove(gone);
            writer.Event(EventName, id: null, JsonSerializer.Serialize(new { tablo = gone.Value.ToString("N"), gone = true }));
            sent = true;
        }

        return sent ? PollResult.Sent : PollResult.NothingNew;
    }

    /// <summary>Makes the next poll read again, whether or not there was news: a hint may have been lost.</summary>
    public bool Beat(SseWriter writer, bool stale)
    {
        _news = null;
        return false;
    }

    private async ValueTask<IReadOnlyList<TabloView>> CountAsync(CancellationToken ct)
    {
        // Elsewhere: many streams are woken one after the other by one thread, which must not wait for a database.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
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
        var now = JsonSerializer.Serialize(
            new
            {
                tablo = tablo.Id.Value.ToString("N"),
                name = tablo.Name,
                archived = tablo.Archived,
                unread = tablo.Unread,
                mentions = tablo.Mentions,
                mark = tablo.ReadMark,
                generation = tablo.Generation,
            },
            Plain);
        if (_told.GetValueOrDefault(tablo.Id) == now)
        {
            return false;
        }

        _told[tablo.Id] = now;
        writer.Event(EventName, id: null, now);
        return true;
    }
}
