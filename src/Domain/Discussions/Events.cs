using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Discussions;

public sealed record MessagePosted(TabloId TabloId, Epoch Epoch, LogEntry Entry, MessageRow Row)
    : DiscussionChanged(TabloId, Epoch, Entry, Row);

public sealed record MessageEdited(TabloId TabloId, Epoch Epoch, LogEntry Entry, MessageRow Row)
    : DiscussionChanged(TabloId, Epoch, Entry, Row);

public sealed record MessageDeleted(TabloId TabloId, Epoch Epoch, LogEntry Entry, MessageRow Row)
    : DiscussionChanged(TabloId, Epoch, Entry, Row);

public sealed record MessageReactedTo(TabloId TabloId, Epoch Epoch, LogEntry Entry, MessageRow Row)
    : DiscussionChanged(TabloId, Epoch, Entry, Row);

/// <summary>What a reply shows of the message that it answers is another text now, or none.</summary>
public sealed record ReplyRequoted(TabloId TabloId, Epoch Epoch, LogEntry Entry, MessageRow Row)
    : DiscussionChanged(TabloId, Epoch, Entry, Row);

/// <summary>A message was pinned or is not any more; or the notice of that.</summary>
public sealed record PinChanged(TabloId TabloId, Epoch Epoch, LogEntry Entry, MessageRow Row)
    : DiscussionChanged(TabloId, Epoch, Entry, Row);

/// <summary>The entry's subject takes part from now on.</summary>
public sealed record ParticipantAdmitted(TabloId TabloId, Epoch Epoch, LogEntry Entry, MessageRow Row)
    : DiscussionChanged(TabloId, Epoch, Entry, Row);

/// <summary>The entry's subject was removed or left, and may see nothing after the entry.</summary>
public sealed record ParticipantRemoved(TabloId TabloId, Epoch Epoch, LogEntry Entry, MessageRow Row)
    : DiscussionChanged(TabloId, Epoch, Entry, Row);

/// <summary>The entry's subject owns the tablo from now on.</summary>
public sealed record TabloHandedOver(TabloId TabloId, Epoch Epoch, LogEntry Entry, MessageRow Row)
    : DiscussionChanged(TabloId, Epoch, Entry, Row);

/// <summary>The entry's subject is called otherwise from now on.</summary>
public sealed record MemberRenamed(TabloId TabloId, Epoch Epoch, LogEntry Entry, MessageRow Row)
    : DiscussionChanged(TabloId, Epoch, Entry, Row);

public sealed record TabloRenamed(TabloId TabloId, Epoch Epoch, LogEntry Entry, MessageRow Row)
    : DiscussionChanged(TabloId, Epoch, Entry, Row);

public sealed record TabloArchived(TabloId TabloId, Epoch Epoch, LogEntry Entry, MessageRow Row)
    : DiscussionChanged(TabloId, Epoch, Entry, Row);

public sealed record TabloRestored(TabloId TabloId, Epoch Epoch, LogEntry Entry, MessageRow Row)
    : DiscussionChanged(TabloId, Epoch, Entry, Row);
