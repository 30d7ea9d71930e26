using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Discussions;

public sealed record MessagePosted(
    TabloId TabloId,
    Epoch Epoch,
    long Sequence,
    MessageId MessageId,
    long Number,
    AccountId AuthorId,
    string AuthorName,
    ClientId ClientId,
    string Body,
    DateTimeOffset At) : IDomainEvent;
