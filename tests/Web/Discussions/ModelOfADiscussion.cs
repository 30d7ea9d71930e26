using System.Net;

namespace Xtablo.Web.Tests.Discussions;

/// <summary>What a discussion is to the outside, in memory and without any of the program: number, revision and text of each row.</summary>
internal sealed class ModelOfADiscussion
{
    private readonly List<Entry> _messages = [];
    private long _last; // the last number: notices have one too

    public long Head { get; private set; }

    public int Count => _messages.Count;

    public IEnumerable<(long Number, long Revision, string? Body)> Rows => _messages.Select(m => (m.Number, m.Revision, m.Body));

    public long NumberOf(int index) => _messages[index].Number;

    public int? WhatAnswers(int index) => _messages[index].ReplyTo;

    public bool IsPinned(int index) => _messages[index].IsPinned;

    public long RevisionOf(int index) => _messages[index].Revision;

    public string ClientIdOf(int index) => _messages[index].ClientId;

    public string PostedAs(int index) => _messages[index].Posted;

    /// <summary>The row that a post is answered with; null when it is refused with 409.</summary>
    public int? Post(string clientId, string body, int? replyTo)
    {
        var earlier = _messages.FindIndex(m => m.ClientId == clientId);
        if (earlier >= 0)
        {
            return (_messages[earlier].Posted, _messages[earlier].ReplyTo) == (body, replyTo) ? earlier : null;
        }

        _messages.Add(new Entry(clientId, body, replyTo, ++_last) { Body = body, Revision = ++Head, TextRevision = Head });
        return Count - 1;
    }

    public HttpStatusCode Edit(int index, string body, long revision)
    {
        var message = _messages[index];
        if (message.Body == body)
        {
            return HttpStatusCode.OK;
        }

        if (message.Body is null || message.TextRevision > revision)
        {
            return HttpStatusCode.Conflict;
        }

        (message.Body, message.Revision, message.TextRevision) = (body, ++Head, Head);
        Requote(index);
        return HttpStatusCode.OK;
    }

    /// <summary>A pin or taking it away, and a notice that says so.</summary>
    public HttpStatusCode Pin(int index, bool on)
    {
        var message = _messages[index];
        if (message.Body is null)
        {
            return HttpStatusCode.UnprocessableEntity;
        }

        if (message.IsPinned != on)
        {
            (message.IsPinned, message.Revision) = (on, ++Head);
            Head++;
            _last++;
        }

        return HttpStatusCode.OK;
    }

    /// <summary>A reaction, or taking it back: a revision of the row, not of its text.</summary>
    public HttpStatusCode React(int index)
    {
        if (_messages[index].Body is null)
        {
            return HttpStatusCode.UnprocessableEntity;
        }

        _messages[index].Revision = ++Head;
        return HttpStatusCode.OK;
    }

    public void Delete(int index)
    {
        var message = _messages[index];
        if (message.Body is not null)
        {
            (message.Body, message.IsPinned, message.Revision, message.TextRevision) = (null, false, ++Head, Head);
            Requote(index);
        }
    }

    /// <summary>Each reply shows what the message is now; one that was deleted shows nothing.</summary>
    private void Requote(int index)
    {
        foreach (var reply in _messages.Where(m => m.ReplyTo == index && m.Body is not null))
        {
            reply.Revision = ++Head;
        }
    }

    private sealed record Entry(string ClientId, string Posted, int? ReplyTo, long Number)
    {
        public bool IsPinned { get; set; }

        public string? Body { get; set; }

        public long Revision { get; set; }

        public long TextRevision { get; set; }
    }
}
