using System.Globalization;
using System.Text;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Realtime;

namespace Xtablo.Web.Tests.Discussions;

/// <summary>What a thousand streams send next is encoded once for all of them.</summary>
public sealed class SharedFramesTests : IDisposable
{
    private readonly CountingFormat _format = new();
    private readonly FrameCache _rows = new();
    private readonly SharedFrames _frames;

    public SharedFramesTests() => _frames = new(_rows);

    public void Dispose() => _rows.Dispose();

    [Fact]
    public async Task A_page_is_encoded_once_from_rows_that_are_rendered_once()
    {
        var page = Page(Entry(1), Entry(2));
        Assert.Null(_frames.Of(page, _format, "")); // nothing is rendered yet: the first stream does that
        await RenderAsync(page);
        var batch = _frames.Of(page, _format, "");

        Assert.Same(batch, _frames.Of(page, _format, ""));
        Assert.Equal(2, _format.Renderings);
        Assert.Equal(
            $"event: message\ndata: Message 1\nid: {page.Epoch}.1\n\nevent: message\ndata: Message 2\nid: {page.Epoch}.2\n\n",
            Encoding.UTF8.GetString(batch!));
    }

    [Fact]
    public async Task Streams_of_several_discussions_get_their_own_ids()
    {
        var page = Page(Entry(1));
        await RenderAsync(page);

        Assert.EndsWith($"id: tablo.{page.Epoch}.1\n\n", Encoding.UTF8.GetString(_frames.Of(page, _format, "tablo.")!));
        Assert.EndsWith($"id: {page.Epoch}.1\n\n", Encoding.UTF8.GetString(_frames.Of(page, _format, "")!));
    }

    [Fact]
    public async Task Another_language_gets_its_own_rows()
    {
        var page = Page(Entry(1));
        await RenderAsync(page);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr");

        Assert.Null(_frames.Of(page, _format, ""));
    }

    [Fact]
    public async Task A_page_that_removes_someone_is_not_the_same_for_all()
    {
        var page = Page(Entry(1), Entry(2) with { Removes = AccountId.New() });
        await RenderAsync(page);

        Assert.Null(_frames.Of(page, _format, ""));
    }

    [Fact]
    public async Task A_row_that_was_edited_by_an_entry_beyond_the_page_is_left_to_each_stream()
    {
        var page = Page(Entry(1), Entry(2, revision: 3));
        await RenderAsync(page);

        Assert.Null(_frames.Of(page, _format, ""));
    }

    [Fact]
    public async Task A_batch_does_not_grow_without_a_bound()
    {
        _format.Padding = new string('x', 1000);
        var page = Page([.. Enumerable.Range(1, 100).Select(i => Entry(i))]);
        await RenderAsync(page);

        Assert.Null(_frames.Of(page, _format, ""));
    }

    private async Task RenderAsync(LogPage page)
    {
        foreach (var entry in page.Entries)
        {
            await _rows.DataLinesOfAsync(entry.Message, _format);
        }
    }

    private static LogPage Page(params StreamEntry[] entries) => new(Epoch.New(), 100, entries);

    private static StreamEntry Entry(long sequence, long? revision = null) => new(sequence, new MessageRow(
        TabloId.New(), MessageId.New(), sequence, revision ?? sequence, Notice: null, AccountId.New(), "Ada", ClientId.New(), $"Message {sequence}",
        DateTimeOffset.UnixEpoch, null, null));

    private sealed class CountingFormat : IRowFormat
    {
        public int Renderings { get; private set; }

        public string Padding { get; set; } = "";

        public ValueTask<string> RenderAsync(MessageRow row)
        {
            Renderings++;
            return new(row.Body + Padding);
        }
    }
}
