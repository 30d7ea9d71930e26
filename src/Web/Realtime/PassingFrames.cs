using Xtablo.Application.Presence;

namespace Xtablo.Web.Realtime;

/// <summary>Tells who is in a discussion, first of all and whenever that has changed, and who begins and ends to write.</summary>
internal sealed class PassingFrames(FollowRequest request, IPresenceFeed presence, SharedPassing shared)
{
    private long? _looked; // null until it has told anything: who was writing before says so again if they go on
    private long _number; // of the last sign
    private PresentSet? _here;

    public PollResult SendNews(SseWriter writer)
    {
        var changes = presence.Changes; // taken before looking, so that what changes in between is looked at again
        if (_looked == changes)
        {
            return PollResult.NothingNew;
        }

        var now = presence.Of(request.TabloId);
        var isNew = !ReferenceEquals(now.Here, _here);
        if (isNew)
        {
            _here = now.Here;
            writer.Frames(shared.Of(now.Here, request.Prefix));
        }

        foreach (var sign in now.Typing.Where(sign => _looked is not null && sign.Number > _number))
        {
            isNew = true;
            writer.Frames(shared.Of(sign, request.Prefix));
        }

        _number = now.Typing is [.., var last] ? Math.Max(_number, last.Number) : _number;
        _looked = changes;
        return isNew ? PollResult.Sent : PollResult.NothingNew;
    }
}
