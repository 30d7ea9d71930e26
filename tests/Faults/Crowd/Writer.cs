using System.Globalization;
using System.Net.Sockets;
using Xtablo.Faults.Tests.Checking;

namespace Xtablo.Faults.Tests.Crowd;

/// <summary>Posts, and now and then edits, deletes or repeats what it posted; tries each until it is answered, a post with the same clientId.</summary>
/// <param name="over">Ends even what was not answered.</param>
public sealed class Writer(Person person, string discussion, Recorder recorder, Random random, CancellationToken over)
{
    private const int Own = 20; // messages it still thinks about
    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(20);

    private readonly List<(Change Post, Row Row)> _mine = [];
    private readonly Dictionary<Change, string> _answered = []; // what the posts answer that answer something
    private readonly HashSet<string> _reacted = []; // messages that have its reaction
    private readonly HashSet<string> _pinned = [];

    /// <summary>How long it waits between two changes, at most; nothing for as fast as it can.</summary>
    public TimeSpan Rest { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Put after the marker of each text, so that there is more than ASCII on the wire.</summary>
    public string Words { get; set; } = "é 預 🎉 <b> & \n data: x";

    /// <summary>Whether it also answers what it wrote, reacts to it, pins it, and calls itself by name.</summary>
    public bool Answers { get; set; }

    /// <summary>How many changes were acknowledged.</summary>
    public int Acknowledged { get; private set; }

    /// <param name="enough">Ends it once its change is answered.</param>
    public async Task WriteAsync(CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await Task.Delay(Rest * random.NextDouble(), CancellationToken.None);
            var dice = random.Next(10);
            if (_mine.Count == 0 || dice < 6)
            {
                await PostAsync();
                continue;
            }

            var chosen = random.Next(_mine.Count);
            await (dice switch
            {
                7 when Answers => random.Next(4) > 0 ? ReactAsync(_mine[chosen].Row.MessageId) : PinAsync(_mine[chosen].Row.MessageId),
                6 or 7 => EditAsync(chosen),
                8 => DeleteAsync(chosen),
                _ => SendAsync(_mine[chosen].Post),
            });
        }
    }

    /// <summary>Answers the row; null when the post was refused.</summary>
    public async Task<Row?> PostAsync()
    {
        var post = NewPost();
        if (Answers && _mine.Count > 0 && random.Next(2) == 0)
        {
            _answered[post] = _mine[random.Next(_mine.Count)].Row.MessageId;
        }

        if (await SendAsync(post) is not { } row)
        {
            return null;
        }

        _mine.Add((post, row));
        _mine.RemoveRange(0, Math.Max(0, _mine.Count - Own));
        return row;
    }

    /// <summary>A text of its own under a key of its own, which is not sent yet.</summary>
    public Change NewPost()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes); // of the seed, so that a run can be had again
        return recorder.Add(new Change(person.Name, ChangeKind.Post, new Guid(bytes).ToString(), null, recorder.NewMarker()));
    }

    /// <summary>Sends a post, again or for the first time, until it is answered.</summary>
    public Task<Row?> SendAsync(Change post) =>
        UntilAnsweredAsync(post, discussion, new()
        {
            ["clientId"] = post.ClientId!,
            ["body"] = TextOf(post),
            ["replyTo"] = _answered.GetValueOrDefault(post, ""),
        });

    public Task<Row?> EditAsync(Row row)
    {
        var edit = recorder.Add(new Change(person.Name, ChangeKind.Edit, null, row.MessageId, recorder.NewMarker()));
        var fields = new Dictionary<string, string> { ["body"] = TextOf(edit), ["revision"] = row.Revision.ToString(CultureInfo.InvariantCulture) };
        return UntilAnsweredAsync(edit, $"{discussion}/messages/{row.MessageId}/edit", fields);
    }

    public Task DeleteAsync(string messageId) =>
        UntilAnsweredAsync(recorder.Add(new Change(person.Name, ChangeKind.Delete, null, messageId, null)), $"{discussion}/messages/{messageId}/delete", []);

    /// <summary>Reacts to one message and takes that back, as fast as it is answered.</summary>
    /// <param name="enough">Ends it once its change is answered.</param>
    public async Task ReactUntilAsync(string messageId, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await ReactAsync(messageId);
        }
    }

    /// <summary>By turns it reacts to a message and takes that back, so that each of these is a change.</summary>
    private Task ReactAsync(string messageId)
    {
        var on = _reacted.Add(messageId) || !_reacted.Remove(messageId);
        var change = recorder.Add(new Change(person.Name, ChangeKind.Edit, null, messageId, null));
        return UntilAnsweredAsync(change, $"{discussion}/messages/{messageId}/reactions", new() { ["emoji"] = "👍", ["on"] = on ? "true" : "false" });
    }

    /// <summary>By turns it pins a message and unpins it: each of these is a change of the message, and a notice.</summary>
    private Task PinAsync(string messageId)
    {
        var on = _pinned.Add(messageId) || !_pinned.Remove(messageId);
        var change = recorder.Add(new Change(person.Name, ChangeKind.Edit, null, messageId, null));
        return UntilAnsweredAsync(change, $"{discussion}/messages/{messageId}/pin", new() { ["on"] = on ? "true" : "false" });
    }

    private string TextOf(Change change) => Answers ? $"{change.Marker} {Words} @{person.Name}" : $"{change.Marker} {Words}";

    /// <summary>One attempt, whatever comes of it.</summary>
    private async Task<Attempt> TryAsync(Change change, string path, Dictionary<string, string> fields)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(over);
        patience.CancelAfter(AnswerLimit);
        var begun = recorder.Now;
        Attempt attempt;
        try
        {
            var (status, answer) = await person.PostAsync(path, fields, patience.Token);
            attempt = new Attempt(begun, recorder.Now, status, answer);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException or OperationCanceledException)
        {
            attempt = new Attempt(begun, recorder.Now, null, "");
        }

        change.Add(attempt);
        return attempt;
    }

    private async Task EditAsync(int chosen)
    {
        var (post, row) = _mine[chosen];
        if (await EditAsync(row) is { } edited)
        {
            _mine[chosen] = (post, edited);
        }
    }

    private Task DeleteAsync(int chosen)
    {
        var id = _mine[chosen].Row.MessageId;
        _mine.RemoveAt(chosen);
        return DeleteAsync(id);
    }

    private async Task<Row?> UntilAnsweredAsync(Change change, string path, Dictionary<string, string> fields)
    {
        while (true)
        {
            var attempt = await TryAsync(change, path, fields);
            Acknowledged += attempt.Row is null ? 0 : 1;
            if (attempt.Row is not null || attempt.Status is 404 or 409 or 413 or 422)
            {
                return attempt.Row;
            }

            await Task.Delay(LongestRest * Random.Shared.NextDouble(), over);
        }
    }
}
