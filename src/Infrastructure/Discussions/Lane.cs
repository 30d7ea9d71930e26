using Xtablo.Application.Common;
using Xtablo.Application.Operation;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Persistence;

namespace Xtablo.Infrastructure.Discussions;

/// <summary>
/// Stores the posts of some discussions, many in one commit: those that come while one commit is under way share the next.
/// At rest each post is a commit.
/// </summary>
/// <param name="waits">
/// Whether it waits for a discussion that someone else has locked. Otherwise the posts of that one get a lane of their own,
/// so that they hold up no others.
/// </param>
internal sealed class Lane(
    Database database, DomainEventDispatcher dispatcher, XtabloMetrics metrics, TimeProvider time, bool waits)
{
    private const int MostAtOnce = 64; // posts in a commit
    private const int MostWaiting = 2000;
    private const int MostApart = 100;

    /// <summary>How long a post waits for its turn.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly Lock _gate = new();
    private readonly Queue<WaitingPost> _waiting = [];
    private readonly Dictionary<TabloId, Lane> _apart = [];
    private readonly RememberedDiscussions _remembered = new();
    private bool _isRunning;

    /// <exception cref="TimeoutException">Too many wait already; this one was not begun.</exception>
    public void Add(WaitingPost post)
    {
        lock (_gate)
        {
            if (_apart.TryGetValue(post.Key.Tablo, out var apart) && apart._isRunning)
            {
                apart.Add(post);
                return;
            }

            if (_waiting.Count >= MostWaiting)
            {
                throw new TimeoutException("Too many posts wait to be stored.");
            }

            _waiting.Enqueue(post);
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
        for (var posts = TakeWaiting(); posts.Count > 0; posts = TakeWaiting())
        {
            try
            {
                await StoreAsync(posts);
            }
            catch (Exception failure)
            {
                _remembered.Forget();
                var isHopeless = database.IsOutage(failure) && !database.IsLockOfAnother(failure);
                foreach (var post in posts.Where(post => !post.IsAnswered))
                {
                    if (isHopeless)
                    {
                        post.Fail(failure); // trying each again on a database that is away would help nobody
                    }
                    else
                    {
                        _ = post.StoreAloneAsync();
                    }
                }
            }
        }
    }

    private List<WaitingPost> TakeWaiting()
    {
        lock (_gate)
        {
            var taken = new List<WaitingPost>(Math.Min(_waiting.Count, MostAtOnce));
            while (taken.Count < MostAtOnce && _waiting.TryDequeue(out var post))
            {
                taken.Add(post);
            }

            _isRunning = taken.Count > 0;
            return taken;
        }
    }

    private bool FailWhatWaitedTooLong(WaitingPost post)
    {
        var isTooLate = time.GetElapsedTime(post.Since) > Patience;
        if (isTooLate)
        {
            post.Fail(new TimeoutException("The writers before this one take too long."));
        }

        return isTooLate;
    }

    /// <param name="posts">In the end those that were stored here, or are to be: who goes elsewhere is taken out.</param>
    private async Task StoreAsync(List<WaitingPost> posts)
    {
        posts.RemoveAll(FailWhatWaitedTooLong);
        if (posts.Count == 0)
        {
            return;
        }

        await using var batch = await database.BeginPostsAsync([.. posts.Select(post => post.Key)], waits);
        posts.RemoveAll(FailWhatWaitedTooLong); // that may have taken long
        await _remembered.RefreshAsync(batch);
        posts.RemoveAll(post => HandOver(post, batch));
        posts.ForEach(post => post.ApplyTo(_remembered[post.Key.Tablo]));
        Discussion[] changed = [.. batch.Heads.Keys.Select(tablo => _remembered[tablo])];
        Addition[] additions = [.. changed.Select(each => each.TakeAddition()).Where(addition => addition.Entries.Count > 0)];
        if (additions.Length > 0)
        {
            await batch.CommitAsync(additions);
            metrics.PostsInACommit.Record(additions.Sum(addition => addition.Messages.Count));
        }

        // Before the next writer's turn, so that streams hear of the changes in their order.
        await dispatcher.DispatchAsync(changed.SelectMany(discussion => discussion.TakeEvents()));
        posts.ForEach(post => post.Answer());
        _remembered.Limit();
    }

    /// <summary>Returns true when this post cannot be stored here, and goes another way.</summary>
    private bool HandOver(WaitingPost post, PostBatch batch)
    {
        var isLocked = batch.Heads.ContainsKey(post.Key.Tablo);
        if (!isLocked && !waits)
        {
            SetApart(post);
            return true;
        }

        if (!isLocked || batch.Repeats.Contains(post.Key))
        {
            _ = post.StoreAloneAsync(); // there is no such discussion; or the earlier message must be read
            return true;
        }

        return false;
    }

    private void SetApart(WaitingPost post)
    {
        Lane? apart;
        lock (_gate)
        {
            if (!_apart.TryGetValue(post.Key.Tablo, out apart))
            {
                if (_apart.Count >= MostApart)
                {
                    _apart.Clear(); // they go on with what they have
                }

                _apart[post.Key.Tablo] = apart = new(database, dispatcher, metrics, time, waits: true);
            }
        }

        try
        {
            apart.Add(post);
        }
        catch (TimeoutException tooMany)
        {
            post.Fail(tooMany);
        }
    }
}
