namespace Xtablo.Web.Realtime;

/// <summary>
/// Sends what a stream shows of one tablo: its log, and what passes there only once nothing of the log is outstanding. So that
/// comes after <c>ready</c>, and never to someone whom an entry has removed.
/// </summary>
internal sealed class TabloFrames(LogFrames log, PassingFrames passing) : IFrameSource
{
    public bool CanWait => false;

    public async ValueTask<PollResult> SendNewsAsync(SseWriter writer, bool patient, CancellationToken ct)
    {
        var found = await log.SendNewsAsync(writer, patient, ct);
        return found is PollResult.NothingNew ? passing.SendNews(writer) : found;
    }

    public bool Beat(SseWriter writer, bool stale) => log.Beat(writer, stale);
}
