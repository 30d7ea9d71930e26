using System.Globalization;
using System.Net;
using CsCheck;

namespace Xtablo.Web.Tests.Discussions;

/// <summary>Random sequences of changes and reconnects: each answer, the page and what a stream has shown agree with a model in memory.</summary>
public abstract class AnySequenceOfChangesTests(XtabloApp app)
{
    private static readonly string[] Texts = ["one", "two", "three \U0001F389", "four\nlines", "<five>", "@Ada, six"];

    private static readonly Gen<Step[]> Steps =
        Gen.Select(Gen.Enum<Do>(), Gen.Int[0, 99], Gen.Int[0, Texts.Length - 1], Gen.Int[0, 99], (what, on, text, seen) => new Step(what, on, text, seen)).Array[1, 40];

    private enum Do
    {
        Post,
        Reply,
        PostAgain,
        PostOtherTextUnderTheSameKey,
        Edit,
        Delete,
        React,
        PinOrUnpin,
        ResumeTheStream,
        ReplayASuffix,
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_sequence_of_changes_and_reconnects_shows_what_the_model_says()
    {
        var ada = await app.SignedInAsync();
        await Steps.SampleAsync(steps => RunAsync(ada, steps), iter: 25, threads: 1);
    }

    private static async Task RunAsync(Visitor ada, Step[] steps)
    {
        var discussion = await ada.CreateTabloAsync();
        var model = new ModelOfADiscussion();
        using var follower = new Follower(ada, discussion);
        await follower.ResumeAsync(back: 0);
        foreach (var step in steps.Where(step => model.Count > 0 || step.What is Do.Post))
        {
            await TakeAsync(ada, discussion, model, follower, step);
        }

        await follower.ResumeAsync(back: 0);
        Assert.Equal(model.Rows, follower.Rows);
        Assert.Equal(model.Head, follower.Cursor);
        Assert.Equal(model.Rows, Row.All(await ada.ReadAsync($"{discussion}?after=0", htmx: true)).Select(row => (row.Number, row.Revision, row.Body)));
    }

    private static async Task TakeAsync(Visitor ada, string discussion, ModelOfADiscussion model, Follower follower, Step step)
    {
        var index = model.Count == 0 ? 0 : step.On % model.Count;
        var text = Texts[step.Text];
        switch (step.What)
        {
            case Do.Post:
                await PostAsync(Guid.CreateVersion7().ToString(), text, replyTo: null);
                break;
            case Do.Reply:
                await PostAsync(Guid.CreateVersion7().ToString(), text, index);
                break;
            case Do.PostAgain:
                await PostAsync(model.ClientIdOf(index), model.PostedAs(index), model.WhatAnswers(index));
                break;
            case Do.PostOtherTextUnderTheSameKey:
                await PostAsync(model.ClientIdOf(index), model.PostedAs(index) + "?", model.WhatAnswers(index));
                break;
            case Do.Edit:
                var seen = model.RevisionOf(index) - (step.Seen % 3);
                using (var edited = await ada.PostAsync(
                    $"{MessageOf(index)}/edit",
                    new() { ["body"] = text, ["revision"] = Math.Max(0, seen).ToString(CultureInfo.InvariantCulture) }, htmx: true))
                {
                    Assert.Equal(model.Edit(index, text, Math.Max(0, seen)), edited.StatusCode);
                }

                break;
            case Do.Delete:
                using (var deleted = await ada.PostAsync($"{MessageOf(index)}/delete", [], htmx: true))
                {
                    Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
                }

                model.Delete(index);
                break;
            case Do.React:
                using (var reacted = await ada.PostAsync($"{MessageOf(index)}/reactions", new() { ["emoji"] = "🎉" }, htmx: true))
                {
                    Assert.Equal(model.React(index), reacted.StatusCode);
                }

                break;
            case Do.PinOrUnpin:
                var on = !model.IsPinned(index);
                using (var pinned = await ada.PostAsync($"{MessageOf(index)}/pin", new() { ["on"] = on ? "true" : "false" }, htmx: true))
                {
                    Assert.Equal(model.Pin(index, on), pinned.StatusCode);
                }

                break;
            case Do.ResumeTheStream:
                await follower.ResumeAsync(back: 0);
                break;
            case Do.ReplayASuffix:
                await follower.ResumeAsync(back: step.Seen);
                break;
        }

        await follower.CatchUpAsync(model.Head);
        Assert.Equal(model.Rows, follower.Rows);

        string MessageOf(int index) => $"{discussion}/messages/{follower.IdOf(model.NumberOf(index))}";

        async Task PostAsync(string clientId, string body, int? replyTo)
        {
            var fields = new Dictionary<string, string> { ["body"] = body, ["clientId"] = clientId };
            if (replyTo is { } answered)
            {
                fields["replyTo"] = follower.IdOf(model.NumberOf(answered));
            }

            using var answer = await ada.PostAsync(discussion, fields, htmx: true);
            if (model.Post(clientId, body, replyTo) is { } index)
            {
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                var row = Row.Single(await answer.Content.ReadAsStringAsync(Ct));
                Assert.Equal(model.Rows.ElementAt(index), (row.Number, row.Revision, row.Body));
            }
            else
            {
                Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            }
        }
    }

    private sealed record Step(Do What, int On, int Text, int Seen);

    /// <summary>A browser by the contract: rows are upserts by id and revision, the cursor is that of the last frame.</summary>
    private sealed class Follower(Visitor visitor, string discussion) : IDisposable
    {
        private readonly SortedDictionary<long, Row> _rows = [];
        private SseStream? _stream;
        private string? _epoch;

        public long Cursor { get; private set; }

        public IEnumerable<(long Number, long Revision, string? Body)> Rows => _rows.Values.Select(row => (row.Number, row.Revision, row.Body));

        public string IdOf(long number) => _rows[number].Id;

        /// <param name="back">How many entries before its cursor it begins, as a browser does that lost its place.</param>
        public async Task ResumeAsync(int back)
        {
            _stream?.Dispose();
            Cursor = Math.Max(0, Cursor - back);
            _stream = await visitor.FollowAsync(discussion, _epoch is null ? "0" : $"{_epoch}.{Cursor}");
            while (await _stream.NextAsync() is { } frame && frame.Event != "ready")
            {
                Assert.NotEqual("reset", frame.Event);
                Apply(frame, mayLeaveOut: true);
            }
        }

        public async Task CatchUpAsync(long head)
        {
            while (Cursor < head)
            {
                Apply(await _stream!.NextAsync("message"), mayLeaveOut: false);
            }
        }

        public void Dispose() => _stream?.Dispose();

        private void Apply(SseFrame frame, bool mayLeaveOut)
        {
            if (frame.Event != "message")
            {
                return;
            }

            _epoch = frame.Id![..8];
            var sequence = long.Parse(frame.Id[9..], CultureInfo.InvariantCulture);
            Assert.True(mayLeaveOut ? sequence > Cursor : sequence == Cursor + 1, $"{sequence} after {Cursor}");
            Cursor = sequence;
            foreach (var row in Row.All(frame.Data!).Where(row => !_rows.TryGetValue(row.Number, out var known) || known.Revision < row.Revision))
            {
                _rows[row.Number] = row; // a notice is none
            }
        }
    }

    public sealed class OnSqlite(SqliteApp app) : AnySequenceOfChangesTests(app);

    public sealed class OnPostgres(PostgresApp app) : AnySequenceOfChangesTests(app);
}
