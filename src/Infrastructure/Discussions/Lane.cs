using Xtablo.Application.Common;
using Xtablo.Application.Operation;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Discussions;

/// <summary>
/// Stores what is added to some discussions, posts and answers to them, many in one commit: those that come while one commit is
/// under way share the next. At rest each is a commit.
/// </summary>
/// <param name="waits">
/// Whether it waits for a discussion that someone else has locked. Otherwise what is for that one gets a lane of its own,
/// so that it holds up no other.
/// </param>
internal sealed class Lane(
    Database database, DomainEventDispatcher dispatcher, XtabloMetrics metrics, TimeProvider time, bool waits)
{
    private const int MostAtOnce = 64; // changes in a commit
    private const int MostWaiting = 2000;
    private const int MostApart = 100;

    private readonly Lock _gate = new();
    private readonly Queue<WaitingChange> _waiting = [];
    private readonly Dictionary<TabloId, Lane> _apart = [];
    private readonly RememberedDiscussions _remembered = new();
    private bool _isRunning;

    /// <exception cref="TimeoutException">Too many wait already; this one was not begun.</exception>
    public void Add(WaitingChange change)
    {
        lock (_gate)
        {
            if (_apart.TryGetValue(change.Key.Tablo, out var apart) && apart._isRunning)
            {
                apart.Add(change);
                return;
            }

            if (_waiting.Count >= MostWaiting)
            {
                throw new TimeoutException("Too many changes wait to be stored.");
            }

            _waiting.Enqueue(change);
            if (_isRunning)
            {
                return;
            }

            _isRunning = true;
        }

        using (ExecutionContext.SuppressFlow()) // it is for all, not for whoever came first
        {
            _ = Task.Run(RunAsync);
        }
    }

    private async Task RunAsync()
    {
        for (var changes = TakeWaiting(); changes.Count > 0; changes = TakeWaiting())
        {
            try
            {
                await StoreAsync(changes);
            }
            catch (Exception failure)
            {
                _remembered.Forget();
                var isHopeless = database.IsOutage(failure) && !database.IsLockOfAnother(failure);
                foreach (var change in changes.Where(change => !change.IsAnswered))
                {
                    if (isHopeless)
                    {
                        change.Fail(failure); // trying each again on a database that is away would help nobody
                    }
                    else
                    {
                        _ = change.StoreAloneAsync();
                    }
                }
            }
        }
    }

    private List<WaitingChange> TakeWaiting()
    {
        lock (_gate)
        {
            var taken = new List<WaitingChange>(Math.Min(_waiting.Count, MostAtOnce));
            while (taken.Count < MostAtOnce && _waiting.TryDequeue(out var change))
            {
                taken.Add(change);
            }

            _isRunning = taken.Count > 0;
            return taken;
        }
    }

    private bool FailWhatWaitedTooLong(WaitingChange change)
    {
        var isTooLate = time.GetElapsedTime(change.Since) > Database.Patience;
        if (isTooLate)
        {
            change.Fail(new TimeoutException("The writers before this one take too long."));
        }

        return isTooLate;
    }

    /// <param name="changes">In the end those that were stored here, or are to be: who goes elsewhere is taken out.</param>
    private async Task StoreAsync(List<WaitingChange> changes)
    {
        changes.RemoveAll(FailWhatWaitedTooLong);
        if (changes.Count == 0)
        {
            return;
        }

        await using var batch = await database.BeginPostsAsync([.. changes.Select(change => change.Key)], waits);
        changes.RemoveAll(FailWhatWaitedTooLong); // that may have taken long
        await _remembered.RefreshAsync(batch);
        changes.RemoveAll(change => HandOver(change, batch));
        await _remembered.RecallAsync(batch, changes);
        changes.ForEach(change => change.ApplyTo(_remembered[change.Key.Tablo]));
        Discussion[] changed = [.. batch.Heads.Keys.Select(tablo => _remembered[tablo])];
        Addition[] additions = [.. changed.Select(each => each.TakeAddition()).Where(addition => addition.Entries.Count > 0)];
        if (additions.Length > 0)
        {
            await batch.CommitAsync(additions);
            metrics.PostsInACommit.Record(additions.Sum(addition => addition.Entries.Count));
        }

        // Before the next writer's turn, so that streams hear of the changes in their order.
        await dispatcher.DispatchAsync(changed.SelectMany(discussion => discussion.TakeEvents()));
        changes.ForEach(change => change.Answer());
        _remembered.Limit();
    }

    /// <summary>Returns true when this change cannot be stored here, and goes another way.</summary>
    private bool HandOver(WaitingChange change, PostBatch batch)
    {
        var isLocked = batch.Heads.ContainsKey(change.Key.Tablo);
        if (!isLocked && !waits)
        {
            SetApart(change);
            return true;
        }

        if (!isLocked || batch.Repeats.Contains(change.Key))
        {
            _ = change.StoreAloneAsync(); // there is no such discussion; or the earlier message must be read
            return true;
        }

        return false;
    }

    private void SetApart(WaitingChange change)
    {
        Lane? apart;
        lock (_gate)
        {
            if (!_apart.TryGetValue(change.Key.Tablo, out apart))
            {
                if (_apart.Count >= MostApart)
                {
                    _apart.Clear(); // they go on with what they have
                }

                _apart[change.Key.Tablo] = apart = new(database, dispatcher, metrics, time, waits: true);
            }
        }

        try
        {
            apart.Add(change);
        }
        catch (TimeoutException tooMany)
        {
            change.Fail(tooMany);
        }
    }
}
