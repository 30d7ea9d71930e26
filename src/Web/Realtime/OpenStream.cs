using System.Security.Cryptography;
using Xtablo.Application.Realtime;

namespace Xtablo.Web.Realtime;

/// <summary>
/// An open stream: a few sources of frames and one signal. A single loop sends what is new in each source, and waits when
/// nothing is. Live, resumed, far behind or slow, it is the same loop, and there is no queue that could overflow.
/// </summary>
internal sealed class OpenStream(
    IStreamSubscription subscription,
    IReadOnlyList<IFrameSource> sources,
    SseWriter writer,
    IRealtimeFeed feed,
    TimeProvider time)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SecondTry = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Returns when the stream has reached its lifetime, so that the browser opens another, or has met an entry that ends it;
    /// what is written but not flushed then is sent with the goodbye.
    /// </summary>
    /// <exception cref="TimeoutException">The client did not accept what was sent.</exception>
    public async Task RunAsync(CancellationToken ct)
    {
        writer.Greet(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(1000, 4001)));
        await writer.FlushAsync(ct);
        await using var wakeAtTheEnd = ct.UnsafeRegister(static stream => ((IStreamSubscription)stream!).Wake(), subscription);
        var begun = time.GetTimestamp();

        // Random, so that not all reconnect at once.
        var life = TimeSpan.FromSeconds(RandomNumberGenerator.GetInt32(10 * 60, 15 * 60));
        while (time.GetElapsedTime(begun) < life)
        {
            var news = subscription.News; // taken before looking, so that news in between is not missed
            ct.ThrowIfCancellationRequested();
            var poll = await PollAsync(ct);
            if (subscription.End is not null)
            {
                return;
            }

            var untilBeat = Beat - time.GetElapsedTime(writer.LastFlush);
            if (poll == PollResult.Sent)
            {
                await writer.FlushAsync(ct);
            }
            else if (untilBeat > TimeSpan.Zero)
            {
                var limit = poll == PollResult.TryAgain && SecondTry < untilBeat ? SecondTry : untilBeat;
                await subscription.NewsAfterAsync(news, limit);
            }
            else
            {
                SendBeat();
                await writer.FlushAsync(ct);
            }
        }
    }

    private async ValueTask<PollResult> PollAsync(CancellationToken ct)
    {
        var found = PollResult.NothingNew;
        foreach (var source in sources)
        {
            if (found != PollResult.Sent || !source.CanWait)
            {
                found = MoreUrgent(found, await source.SendNewsAsync(writer, patient: found != PollResult.TryAgain, ct));
            }
        }

        return found;
    }

    private static PollResult MoreUrgent(PollResult one, PollResult other) =>
        one == PollResult.Sent || other == PollResult.NothingNew ? one : other;

    private void SendBeat()
    {
        var sent = false;
        foreach (var source in sources)
        {
            sent |= source.Beat(writer, feed.IsStale);
        }

        if (!sent)
        {
            writer.Event("beat", id: null, "{}");
        }
    }
}
