using System.Net;

namespace Xtablo.Web.Tests.Discussions;

/// <summary>What a discussion is to the outside, in memory and without any of the program: number, revision and text of each row.</summary>
internal sealed class ModelOfADiscussion
{
    private readonly List<Entry> _messages = [];

    public long Head { get; private set; }

    public int Count => _messages.Count;

    public IEnumerable<(long Number, long Revision, string? Body)> Rows => _messages.Select((m, i) => (i + 1L, m.Revision, m.Body));

    public long RevisionOf(int index) => _messages[index].Revision;

    public string ClientIdOf(int index) => _messages[index].ClientId;

    public string PostedAs(int index) => _messages[index].Posted;

    /// <summary>The row that a post is answered with; null when it is refused with 409.</summary>
    public int? Post(string clientId, string body)
    {
        var earlier = _messages.FindIndex(m => m.ClientId == clientId);
        if (earlier >= 0)
        {
            return _messages[earlier].Posted == body ? earlier : null;
        }

        _messages.Add(new Entry(clientId, body) { Body = body, Revision = ++Head, TextRevision = Head });
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
        return HttpStatusCode.OK;
    }

    public void Delete(int index)
    {
        var message = _messages[index];
        if (message.Body is not null)
        {
            (message.Body, message.Revision, message.TextRevision) = (null, ++Head, Head);
        }
    }

    private sealed record Entry(string ClientId, string Posted)
    {
        public string? Body { get; set; }

        public long Revision { get; set; }

        public long TextRevision { get; set; }
    }
}
