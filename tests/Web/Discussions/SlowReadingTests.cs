using System.IO.Pipelines;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Xtablo.Application.Discussions;
using Xtablo.Application.Operation;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Realtime;

namespace Xtablo.Web.Tests.Discussions;

/// <summary>A stream that reads from the database while memory comes to know the same.</summary>
public sealed partial class SlowReadingTests(SqliteApp app) : IDisposable
{
    private static readonly Epoch Epoch = Epoch.New();

    private readonly FrameCache _rows = new();
    private readonly Pipe _pipe = new();
    private readonly HeldLog _log = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _rows.Dispose();

    [Fact]
    public async Task What_it_reads_for_long_is_sent_once_although_others_have_brought_it_into_memory()
    {
        using var subscription = app.Services.GetRequiredService<IRealtimeFeed>().Subscribe(new Watcher(AccountId.New(), SessionId.New().AsAccess()))!;
        var frames = new LogFrames(
            new FollowRequest(TabloId.New(), Prefix: "", After: $"{Epoch}.0"), _log, new Membership(Role.Owner, 0, new Cursor(Epoch, 3)),
            subscription, _rows, new SharedFrames(_rows), new Plain(), app.Services.GetRequiredService<XtabloMetrics>(),
            app.Services.GetRequiredService<IOutages>(), TimeProvider.System);
        var writer = new SseWriter(_pipe.Writer, TimeProvider.System);
        Assert.Equal(PollResult.TryAgain, await frames.SendNewsAsync(writer, patient: false, Ct));

        var page = new LogPage(Epoch, 3, [.. Enumerable.Range(1, 3).Select(i => Entry(i))]);
        _log.Known = after => page with { Entries = [.. page.Entries.Where(entry => entry.Sequence > after)] };
        foreach (var entry in page.Entries)
        {
            await _rows.DataLinesOfAsync(entry.Message, new Plain());
        }

        await frames.SendNewsAsync(writer, patient: false, Ct);
        _log.Reading.SetResult(page);
        while (await frames.SendNewsAsync(writer, patient: true, Ct) != PollResult.NothingNew)
        {
            // There is more.
        }

        await writer.FlushAsync(Ct);
        var sent = Encoding.UTF8.GetString((await _pipe.Reader.ReadAsync(Ct)).Buffer);
        Assert.Equal(["1", "2", "3"], Id().Matches(sent).Select(id => id.Groups["sequence"].Value));
        Assert.DoesNotContain("reset", sent, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^id: [^.]+\.(?<sequence>\d+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();

    private static StreamEntry Entry(long sequence) => new(sequence, new MessageRow(
        TabloId.New(), MessageId.New(), sequence, sequence, Notice: null, AccountId.New(), "Ada", ClientId.New(), $"Message {sequence}",
        DateTimeOffset.UnixEpoch, null, null));

    private sealed record Plain : IRowFormat
    {
        public ValueTask<string> RenderAsync(MessageRow row) => new(row.Body!);
    }

    private sealed class HeldLog : IFollowedLog
    {
        public TaskCompletionSource<LogPage> Reading { get; } = new();

        public Func<long, LogPage?> Known { get; set; } = _ => null;

        public Cursor? Head => null;

        public void Learn(Cursor head)
        {
            // It is held.
        }

        public LogPage? KnownAfter(long sequence) => Known(sequence);

        public async ValueTask<LogPage> ReadAfterAsync(long sequence, CancellationToken ct) => Known(sequence) ?? await Reading.Task;

        public MessageRow? Present(LogPage page, StreamEntry entry) => entry.Message;
    }
}
