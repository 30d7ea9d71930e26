using Xtablo.Application.Realtime;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Discussions;

/// <summary>
/// The discussions that a lane has changed lately, so that they need not be read for each post. What is remembered holds for as
/// long as the locked head is the one that is known: every change of a discussion is an entry of its log, and what changes
/// without one is not part of it.
/// </summary>
internal sealed class RememberedDiscussions
{
    private const int Most = 20_000; // participants, of all discussions together

    private readonly Dictionary<TabloId, Discussion> _known = [];
    private int _participants;

    /// <summary>One of those that are locked.</summary>
    public Discussion this[TabloId tablo] => _known[tablo];

    /// <summary>Reads, under their locks, those that are not known as they are now.</summary>
    public async Task RefreshAsync(PostBatch batch)
    {
        TabloId[] unknown = [.. batch.Heads.Where(head => !IsKnown(head.Key, head.Value)).Select(head => head.Key)];
        if (unknown.Length == 0)
        {
            return;
        }

        foreach (var discussion in await batch.ReadAsync(unknown))
        {
            _participants += discussion.ParticipantCount - (_known.GetValueOrDefault(discussion.TabloId)?.ParticipantCount ?? 0);
            _known[discussion.TabloId] = discussion;
        }
    }

    /// <summary>Reads, under their locks, the messages that are answered: what was said is not remembered.</summary>
    public async Task RecallAsync(PostBatch batch, IEnumerable<WaitingChange> changes)
    {
        var answered = changes.SelectMany(change => change.Answered, (change, id) => (change.Key.Tablo, id)).Distinct();
        foreach (var messages in answered.GroupBy(each => each.Tablo, each => each.id))
        {
            _known[messages.Key].Recall(await batch.ReadAsync(messages.Key, [.. messages]));
        }
    }

    /// <summary>Forgets all when they are too many.</summary>
    public void Limit()
    {
        if (_participants > Most)
        {
            Forget();
        }
    }

    public void Forget()
    {
        _known.Clear();
        _participants = 0;
    }

    private bool IsKnown(TabloId tablo, Cursor head) =>
        _known.TryGetValue(tablo, out var known) && new Cursor(known.Epoch, known.Head) == head;
}
