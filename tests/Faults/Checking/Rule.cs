namespace Xtablo.Faults.Tests.Checking;

/// <summary>What must hold of every history. "Seen" means in any answer, page or frame.</summary>
public enum Rule
{
    /// <summary>LOST: an acknowledged change is not in the final pages or the replay: its message is missing, or is there at a lower revision than was acknowledged.</summary>
    Lost,

    /// <summary>DUPLICATE: one clientId was seen on two messages, or one message stands twice in the final pages.</summary>
    Duplicate,

    /// <summary>PHANTOM: a message was seen that nobody had posted before, or with a text that nobody had posted or edited into it before.</summary>
    Phantom,

    /// <summary>ACK-UNSTABLE: an answer to a clientId is a row with another, two answers name another message or number, or a clientId that was acknowledged is refused afterwards, other than because of a removal.</summary>
    AckUnstable,

    /// <summary>LOG-GAP: the numbers of the final pages are not 1, 2, 3 …, or the replay lacks a sequence that no later entry of the same message overtook.</summary>
    LogGap,

    /// <summary>REALTIME-ORDER: a change that was begun after another was acknowledged has the lower sequence or, both being posts, number.</summary>
    RealtimeOrder,

    /// <summary>
    /// STREAM-GAP: after <c>ready</c> a sequence is missing between two frames of a connection; or, before it, one between the
    /// cursor that was asked with (or reset to) and the head is missing that no later entry of the same message overtook.
    /// </summary>
    StreamGap,

    /// <summary>STREAM-REPEAT: on one connection an entry came that is not beyond the one before it, or not beyond the cursor that was asked with, reset to or said to be ready.</summary>
    StreamRepeat,

    /// <summary>DISAGREE: a message was seen with two different rows of one revision; or one number, or one sequence of the log, was seen of two messages.</summary>
    Disagree,

    /// <summary>
    /// EPOCH-NO-RESET: the epoch changed within a history; a connection that asked with another epoch, or ahead of the head, was
    /// not reset before anything else; or one was reset that had asked with a good cursor.
    /// </summary>
    EpochNoReset,

    /// <summary>NOT-CAUGHT-UP: when nothing moves any more, a follower who was not removed is not at the head, or holds a message at another revision than the final pages.</summary>
    NotCaughtUp,

    /// <summary>
    /// DELETED-TEXT: after a deletion was acknowledged, its text was in an answer, page or connection begun later; or, on a
    /// connection open before, in a frame at or beyond the deletion's sequence, or in any that came more than
    /// <see cref="TextRules.InFlight"/> later. An answer may give the asker's own words back.
    /// </summary>
    DeletedText,

    /// <summary>
    /// AFTER-REVOKE: of someone whose removal is entry R, a connection carried a place or a row beyond R, or was opened after the
    /// removal was acknowledged; or a message has a revision beyond R that is nobody else's doing; or a change or page that was
    /// asked for after the removal was acknowledged was answered with yes.
    /// </summary>
    AfterRevoke,
}

/// <param name="What">What was seen, for people.</param>
public sealed record Violation(Rule Rule, string What);
