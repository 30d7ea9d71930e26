using Xtablo.Faults.Tests.Checking;
using Xtablo.Faults.Tests.Crowd;
using Xtablo.Faults.Tests.Harness;

namespace Xtablo.Faults.Tests.Rows;

/// <summary>What happens to those who take part.</summary>
public sealed class MemberTests
{
    private const int Posters = 50;

    /// <summary>How many accounts they are of: making one takes its time on purpose.</summary>
    private static readonly int Accounts = Dose.Length > TimeSpan.Zero ? Posters : 10;

    /// <summary>On PostgreSQL every second stream is on another node, which learns of removals from the log alone.</summary>
    [Theory]
    [Trait("Row", "F29")]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public Task Who_is_removed_while_fifty_post_gets_and_stores_nothing_more(Store store) => FaultRun.PlayAsync("F29 members are removed", store, async run =>
    {
        var other = store is Store.Postgres ? await run.StartNodeAsync() : run.Program;
        var link = await run.Ada.InviteAsync(run.Discussion);
        var people = new Person[Accounts];
        await Parallel.ForAsync(0, Accounts, TestContext.Current.CancellationToken, async (i, _) => people[i] = await run.JoinAsync(link));
        var head = await run.Ada.CursorOfAsync(run.Discussion);
        var members = new Queue<Member>(people.Select((person, i) => Follow(run, person, (Asking)(i % 3), i % 2 == 0 ? other.Address : null, head)));
        await run.UntilFollowersAreReadyAsync();
        members.SelectMany(member => member.Writers).ToList().ForEach(run.Write);

        var removed = new List<Member>();
        await Dose.RepeatAsync(times: 3, async () =>
        {
            var member = members.Dequeue();
            await run.ReadAsync(member.Person);
            foreach (var follower in run.Random.GetItems([.. run.Followers.Where(follower => follower != member.Follower)], 5))
            {
                follower.Drop(); // it resumes by itself, if it may
            }

            await Patience.UntilAsync(() => member.Follower.IsReady && member.Writers.Any(writer => writer.Acknowledged > 0), TimeSpan.FromSeconds(30), "who is to be removed has a stream and a message");
            var theirs = run.Recorder.Changes.First(change => change.By == member.Person.Name && change is { Kind: ChangeKind.Post, Acknowledged: not null });
            await (removed.Count % 3 == 2 ? run.LeaveAsync(member.Person) : run.RemoveAsync(member.Person, theirs.Acknowledged!.Row!.Author!));
            removed.Add(member);
            member.Writers.ForEach(writer => writer.Rest = TimeSpan.FromMilliseconds(200)); // they go on, but there are only so many turns

            await TryEverythingAsync(run, member, theirs);
            await run.MomentAsync(500);
            if (Dose.Length > TimeSpan.Zero)
            {
                var newcomer = Follow(run, await run.JoinAsync(link), (Asking)(removed.Count % 3), removed.Count % 2 == 0 ? other.Address : null, head: null);
                members.Enqueue(newcomer);
                newcomer.Writers.ForEach(run.Write);
            }
        });

        foreach (var member in removed)
        {
            var streams = run.Recorder.Streams.Where(stream => stream.Person == member.Person.Name);
            run.Bit(streams.Any(stream => stream.Frames is [.., { Event: "bye" } bye] && bye.Data.Contains("removed", StringComparison.Ordinal)) ? 1 : 0);
        }
    });

    private static Member Follow(FaultRun run, Person person, Asking asking, Uri? node, string? head)
    {
        var writers = Enumerable.Range(0, Posters / Accounts).Select(_ => run.NewWriter(person)).ToList();
        writers.ForEach(writer => writer.Rest = TimeSpan.Zero);
        return new Member(person, writers, run.Follow(node is null ? person : person.At(node), asking, head));
    }

    /// <summary>With a new key and an old one, on a message of their own, in each way with the cursor they had. Where the answer is yes, AFTER-REVOKE says so.</summary>
    private static async Task TryEverythingAsync(FaultRun run, Member member, Change theirs)
    {
        var writer = run.NewWriter(member.Person);
        var row = theirs.Acknowledged!.Row!;
        var begun = run.Recorder.Now;
        await writer.PostAsync();
        await writer.SendAsync(theirs);
        await writer.EditAsync(row);
        await writer.DeleteAsync(row.MessageId);
        await run.ReadAsync(member.Person);
        await run.ReadAsync(member.Person, "?after=0");
        await run.ReadAsync(member.Person, $"/messages/{row.MessageId}");
        foreach (var asking in Enum.GetValues<Asking>())
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            var follower = run.NewFollower(member.Person, asking, member.Follower.At?.ToString());
            await follower.ResumeAsync(member.Person, patience.Token);
            Assert.True(follower.RefusedWith is null or 404, $"a stream was answered with {follower.RefusedWith}");
        }

        var answers = run.Recorder.Changes.Where(change => change.By == member.Person.Name).SelectMany(change => change.Attempts).Where(attempt => attempt.Begun > begun);
        Assert.DoesNotContain(answers, attempt => attempt.Status is >= 300 and < 500 and not 404);
    }

    private sealed record Member(Person Person, List<Writer> Writers, Follower Follower);
}
