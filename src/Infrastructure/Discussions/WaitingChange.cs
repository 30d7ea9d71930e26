using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Discussions;

/// <summary>A post, a reply or a reaction that waits for its turn in a lane, with whoever waits for its outcome.</summary>
/// <param name="since">When it began to wait: a timestamp.</param>
internal abstract class WaitingChange(PostKey key, IReadOnlyCollection<MessageId> answered, long since)
{
    public PostKey Key => key;

    /// <summary>The messages that it answers.</summary>
    public IReadOnlyCollection<MessageId> Answered => answered;

    public long Since => since;

    public abstract bool IsAnswered { get; }

    /// <summary>Has the rules decide. What they say is told when it has been committed.</summary>
    public abstract void ApplyTo(Discussion discussion);

    /// <summary>Tells the outcome.</summary>
    public abstract void Answer();

    public abstract void Fail(Exception failure);

    /// <summary>Stores it by itself instead, outside the lane.</summary>
    public abstract Task StoreAloneAsync();
}

/// <param name="alone">The same change in a transaction of its own.</param>
internal sealed class WaitingChange<T>(
    PostKey key, IReadOnlyCollection<MessageId> answered, long since, Func<Discussion, T> change, Func<Task<T?>> alone)
    : WaitingChange(key, answered, since)
    where T : class
{
    private readonly TaskCompletionSource<T?> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;
    private RefusedException? _refusal;

    public Task<T?> Outcome => _told.Task;

    public override bool IsAnswered => _told.Task.IsCompleted;

    public override void ApplyTo(Discussion discussion)
    {
        try
        {
            _result = change(discussion);
        }
        catch (RefusedException refusal)
        {
            _refusal = refusal; // the aggregate checks before it changes anything, so the others go on
        }
    }

    public override void Answer()
    {
        if (_refusal is null)
        {
            _told.TrySetResult(_result);
        }
        else
        {
            _told.TrySetException(_refusal);
        }
    }

    public override void Fail(Exception failure) => _told.TrySetException(failure);

    public override async Task StoreAloneAsync()
    {
        try
        {
            _told.TrySetResult(await alone());
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }
}
