using System.Security.Cryptography;
using Xtablo.Application.Realtime;

namespace Xtablo.Web.Realtime;

/// <summary>
/// A stream that is open. It is a cursor for each discussion and one signal: one loop sends what follows the cursors, and
/// waits when there is nothing. Live, resumed, far behind or slow, it is the same loop, and there is no queue to overflow.
/// </summary>
/// <param name="unread">Null on the stream of one discussion, which tells nothing of others.</param>
internal sealed class OpenStream(
    IStreamSubscription subscription, IReadOnlyList<LogFrames> discussions, UnreadFrames? unread, SseWriter writer, IRealtimeFeed feed, TimeProvider time)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SecondTry = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Returns when it has lived long enough, so that the browser opens another, or has met what ends it; what is written
    /// and not flushed then goes out with the goodbye.
    /// </summary>
    /// <exception cref="TimeoutException">The reader did not take what was sent.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        writer.Greet(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1000, 4001)));
        await writer.FlushAsync(ct);
        var begun = time.GetTimestamp();
        var life = TimeSpan.FromSeconds(RandomNumberGenerator.GetInt32(10 * 60, 15 * 60)); // random, so that not all come back at once
        while (time.GetElapsedTime(begun) < life)
        {
            var news = subscription.News; // taken before looking: what comes in between is not missed
            var look = await LookAsync(ct);
            if (subscription.End is not null)
            {
                return;
            }

            if (look == PollResult.Sent)
            {
                await writer.FlushAsync(ct);
                continue;
            }

            var untilBeat = Beat - time.GetElapsedTime(writer.LastFlush);
            if (untilBeat > TimeSpan.Zero)
            {
                var limit = look == PollResult.TryAgain && SecondTry < untilBeat ? SecondTry : untilBeat;
                await news.WaitAsync(limit, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                ct.ThrowIfCancellationRequested();
            }
            else
            {
                SendBeat();
                await writer.FlushAsync(ct);
            }
        }
    }

    private async ValueTask<PollResult> LookAsync(CancellationToken ct)
    {
        var found = PollResult.NothingNew;
        foreach (var discussion in discussions)
        {
            found = MoreUrgent(found, await discussion.SendNewsAsync(writer, patient: found != PollResult.TryAgain, ct));
        }

        return unread is null || found == PollResult.Sent ? found : MoreUrgent(found, await unread.SendNewsAsync(writer, patient: found != PollResult.TryAgain, ct));
    }

    private static PollResult MoreUrgent(PollResult one, PollResult other) => one == PollResult.Sent || other == PollResult.NothingNew ? one : other;

    private void SendBeat()
    {
        foreach (var discussion in discussions)
        {
            discussion.Beat(writer, feed.IsStale);
        }

        if (discussions.Count == 0)
        {
            writer.Event("beat", id: null, "{}");
        }

        unread?.Forget();
    }
}
