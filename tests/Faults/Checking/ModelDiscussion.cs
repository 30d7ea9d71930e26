using System.Globalization;

namespace Xtablo.Faults.Tests.Checking;

/// <summary>A bug that <see cref="ModelDiscussion"/> can be given.</summary>
public enum PlantedBug
{
    None,
    AcknowledgesBeforeTheCommit,
    ForgetsKeys,
    InventsAMessage,
    RefusesARepeatedKey,
    BurnsASequence,
    NumbersBeforeTheLock,
    SwallowsAnEntry,
    DeliversTwice,
    SendsFromBeforeTheCursor,
    RendersForTheViewer,
    IgnoresTheEpoch,
    AlwaysResets,
    NewEpochAtEachStart,
    SwallowsTheLastDoorbell,
    KeepsDeletedTextInTheRing,
    KeepsDeletedTextInThePage,
    StoresAfterRemoval,
    AnswersARetryAfterRemoval,
    StreamsAfterRemoval,
    StreamsLaterRowsBeforeRemoval,
    OpensStreamsAfterRemoval,
    ShowsPagesAfterRemoval,
    ARefusalUndoesItsBatch,
    ABatchMixesUpItsAnswers,
    ABatchSharesANumber,
}

/// <summary>The promises in their smallest form: a log in memory that keeps them all, but for the bug that it was given.</summary>
public sealed class ModelDiscussion(PlantedBug bug)
{
    private readonly List<Message> _messages = [];
    private readonly List<(string MessageId, string Rendered)> _log = []; // entry n is at n - 1
    private readonly Dictionary<string, long> _removed = []; // at which entry; all others take part
    private int _made;
    private bool _once;

    public string Epoch { get; private set; } = "epoch001";

    public long Head => _log.Count;

    /// <summary>How many entries the streams have heard of.</summary>
    private long Heard => bug is PlantedBug.SwallowsTheLastDoorbell ? Head - 1 : Head;

    public bool TakesPart(string person) => !_removed.ContainsKey(person);

    /// <summary>The answer to a post: status and row.</summary>
    /// <param name="tookPart">How that was when the request came, before it had its turn.</param>
    public (int Status, string Answer) Post(string by, string clientId, string text, bool tookPart = false)
    {
        var isRetry = bug is PlantedBug.AnswersARetryAfterRemoval && _messages.Exists(message => message.ClientId == clientId);
        if (!TakesPart(by) && !isRetry && !(bug is PlantedBug.StoresAfterRemoval && tookPart))
        {
            return (404, "");
        }

        if (bug is not PlantedBug.ForgetsKeys && _messages.Find(message => message.ClientId == clientId) is { } known)
        {
            if (bug is PlantedBug.BurnsASequence)
            {
                _log.Add(("", ""));
            }

            return bug is PlantedBug.RefusesARepeatedKey ? (409, "") : (200, Render(known));
        }

        return (200, Enter(Added(clientId, text)));
    }

    /// <summary>Two posts in one commit: each is answered for itself.</summary>
    /// <param name="text">Of the second; null for one that is refused.</param>
    public ((int Status, string Answer) First, (int Status, string Answer) Second) PostTogether(
        string by, (string ClientId, string Text) first, string clientId, string? text)
    {
        var answer = Post(by, first.ClientId, first.Text);
        if (text is null)
        {
            if (bug is PlantedBug.ARefusalUndoesItsBatch)
            {
                _messages.RemoveAt(_messages.Count - 1);
                _log.RemoveAt(_log.Count - 1);
            }

            return (answer, (422, ""));
        }

        var second = (200, Enter(Added(clientId, text, bug is PlantedBug.ABatchSharesANumber ? _messages[^1].Number : null)));
        return bug is PlantedBug.ABatchMixesUpItsAnswers ? (second, answer) : (answer, second);
    }

    public (int Status, string Answer) Edit(string by, string messageId, string text) => Change(by, messageId, text);

    public (int Status, string Answer) Delete(string by, string messageId) => Change(by, messageId, text: null);

    public void Remove(string person)
    {
        _removed[person] = Head + 1;
        Enter(Added(clientId: null, $"Ada removed {person}."));
    }

    /// <summary>A crash and a start.</summary>
    public void Restart()
    {
        if (bug is PlantedBug.NewEpochAtEachStart)
        {
            Epoch = "epoch002";
        }

    }

    /// <summary>What was not on the disk is gone.</summary>
    public void CutPower()
    {
        if (bug is PlantedBug.AcknowledgesBeforeTheCommit)
        {
            _messages.RemoveAt(_messages.Count - 1);
            _log.RemoveAt(_log.Count - 1);
        }
    }

    /// <summary>Null for a stranger.</summary>
    public string? Page(string reader)
    {
        if (!TakesPart(reader) && bug is not PlantedBug.ShowsPagesAfterRemoval)
        {
            return null;
        }

        if (bug is PlantedBug.InventsAMessage && _messages.Count > 20 && Once())
        {
            Enter(Added("a key of nobody", "out of nowhere"));
        }

        var mark = bug is PlantedBug.RendersForTheViewer && reader != "ada" ? "<b>not yours</b>" : "";
        var quotes = bug is PlantedBug.KeepsDeletedTextInThePage ? string.Concat(_messages.Select(message => message.Former)) : "";
        return quotes + string.Concat(_messages.Select(message => Render(message).Replace("</li>", mark + "</li>", StringComparison.Ordinal)));
    }

    public bool Opens(string person) => TakesPart(person) || bug is PlantedBug.OpensStreamsAfterRemoval;

    /// <summary>What a connection gets first: from its cursor to the head, and that it is ready.</summary>
    public IEnumerable<Frame> Open(TimeSpan at, Cursor? after)
    {
        var cursor = after ?? new Cursor(Epoch, Head);
        var isGood = cursor.Epoch == Epoch && cursor.Sequence <= Head;
        if (bug is PlantedBug.AlwaysResets ? after is { Sequence: > 0 } : !isGood && bug is not PlantedBug.IgnoresTheEpoch)
        {
            cursor = new Cursor(Epoch, Head);
            yield return new Frame(at, "reset", cursor, "{}");
        }

        var from = bug is PlantedBug.SendsFromBeforeTheCursor && cursor.Sequence > 5 ? cursor.Sequence - 2 : cursor.Sequence;
        foreach (var frame in Between(at, from, Head))
        {
            yield return frame;
        }

        yield return new Frame(at, "ready", new Cursor(Epoch, Head), "{}");
    }

    /// <summary>The entries that an open connection gets next; to one who was removed before, those until then, and a goodbye.</summary>
    public IEnumerable<Frame> After(TimeSpan at, string person, long sequence)
    {
        var end = _removed.GetValueOrDefault(person, long.MaxValue);
        foreach (var frame in Between(at, sequence, Heard).Where(frame => bug is not PlantedBug.SwallowsAnEntry || frame.Cursor!.Value.Sequence % 20 != 0))
        {
            var isTheirs = frame.Cursor!.Value.Sequence < end && (frame.Row!.Revision < end || bug is PlantedBug.StreamsLaterRowsBeforeRemoval);
            if (!isTheirs && bug is not PlantedBug.StreamsAfterRemoval)
            {
                yield return new Frame(at, "bye", null, "{}");
                yield break;
            }

            yield return frame;
        }
    }

    /// <summary>The database is put back as it is, under a new name.</summary>
    public void Restore() => Epoch = "restored";

    private IEnumerable<Frame> Between(TimeSpan at, long sequence, long last)
    {
        while (++sequence <= last)
        {
            var (messageId, rendered) = _log[(int)sequence - 1];
            if (messageId.Length == 0)
            {
                continue; // burnt
            }

            var row = bug is PlantedBug.KeepsDeletedTextInTheRing ? rendered : Render(_messages.Single(message => message.Id == messageId));
            yield return new Frame(at, "message", new Cursor(Epoch, sequence), row);
            if (bug is PlantedBug.DeliversTwice && sequence % 20 == 0)
            {
                yield return new Frame(at, "message", new Cursor(Epoch, sequence), row);
            }
        }
    }

    private (int Status, string Answer) Change(string by, string messageId, string? text)
    {
        if (!TakesPart(by))
        {
            return (404, "");
        }

        var message = _messages.Single(message => message.Id == messageId);
        (message.Former, message.Text) = (message.Text, text);
        return (200, Enter(message));
    }

    private Message Added(string? clientId, string text, long? numbered = null)
    {
        var place = _messages.Count + 1;
        var number = bug is PlantedBug.NumbersBeforeTheLock && place <= 20 ? ((place - 1) ^ 1) + 1 : place; // every second took its number first and its turn last
        var message = new Message($"id{++_made}", numbered ?? number, clientId, text);
        _messages.Add(message);
        return message;
    }

    private string Enter(Message message)
    {
        message.Revision = Head + 1;
        _log.Add((message.Id, Render(message)));
        return Render(message);
    }

    private bool Once() => !_once && (_once = true);

    private static string Render(Message message) => Render(message, message.Text);

    private static string Render(Message message, string? text) => string.Create(
        CultureInfo.InvariantCulture,
        $"<li id=\"message-{message.Id}\" data-number=\"{message.Number}\" data-revision=\"{message.Revision}\"{(message.ClientId is { } key ? $" data-client-id=\"{key}\"" : "")}>{text ?? "Deleted"}</li>");

    private sealed class Message(string id, long number, string? clientId, string text)
    {
        public string Id => id;

        public string? ClientId => clientId;

        public long Number => number;

        public long Revision { get; set; }

        public string? Text { get; set; } = text;

        public string? Former { get; set; }
    }
}
