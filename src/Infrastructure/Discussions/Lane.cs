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

        _ = Task.Run(RunAsync);
    }

    private async Task RunAsync()
    {
        for (var posts = TakeWaiting(); posts.Count > 0; posts = TakeWaiting())
        {
            try
            {
                posts.RemoveAll(FailWhatWaitedTooLong);
                await StoreAsync(posts);
            }
            catch (Exception failure)
            {
                _remembered.Forget();
                foreach (var post in posts)
                {
                    // Trying each of them again on a database that is away would help nobody.
                    _ = database.IsOutage(failure) ? post.FailAsync(failure) : post.StoreAloneAsync();
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
            _ = post.FailAsync(new TimeoutException("The writers before this one take too long."));
        }

        return isTooLate;
    }

    private async Task StoreAsync(List<WaitingPost> posts)
    {
        if (posts.Count == 0)
        {
            return;
        }

        await using var batch = await database.BeginPostsAsync([.. posts.Select(post => post.Key)], waits);
        await _remembered.RefreshAsync(batch);
        var stored = new List<WaitingPost>(posts.Count);
        foreach (var post in posts)
        {
            if (!batch.Heads.ContainsKey(post.Key.Tablo) && !waits)
            {
                SetApart(post);
            }
            else if (batch.Repeats.Contains(post.Key) || !batch.Heads.ContainsKey(post.Key.Tablo))
            {
                _ = post.StoreAloneAsync(); // the earlier one must be read; or there is no such discussion
            }
            else
            {
                post.ApplyTo(_remembered[post.Key.Tablo]);
                stored.Add(post);
            }
        }

        Discussion[] changed = [.. batch.Heads.Keys.Select(tablo => _remembered[tablo])];
        Addition[] additions = [.. changed.Select(each => each.TakeAddition()).Where(addition => addition.Entries.Count > 0)];
        if (additions.Length > 0)
        {
            await batch.CommitAsync(additions);
            metrics.PostsInACommit.Record(additions.Sum(addition => addition.Messages.Count));
        }

        // Before the next writer's turn, so that streams hear of the changes in their order.
        await dispatcher.DispatchAsync(changed.SelectMany(discussion => discussion.TakeEvents()));
        stored.ForEach(post => post.Answer());
        _remembered.Limit();
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

        apart.Add(post);
    }
}
