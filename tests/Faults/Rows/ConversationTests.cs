using Xtablo.Faults.Tests.Harness;

namespace Xtablo.Faults.Tests.Rows;

/// <summary>What hangs on messages: replies that quote, reactions, pins, mentions.</summary>
public sealed class ConversationTests
{
    [Theory]
    [Trait("Row", "F30")]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public Task What_people_do_with_messages_is_kept_and_quotes_forget_what_is_deleted(Store store) => FaultRun.PlayAsync("F30 killed amid replies, reactions, pins and mentions", store, async run =>
    {
        await run.CrowdAsync(writers: 4, followers: 6, answers: true);

        await Dose.RepeatAsync(times: 2, async () =>
        {
            await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(15));
            await run.MomentAsync(1500);
            await run.Program.KillAsync();
            run.Bit();
            await run.Program.StartAsync();
        });

        await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(15));
        await run.UntilAcknowledgedAsync(60);
        string[] all = [" data-reply-to=", "class=\"reactions\"", " data-pinned=", " data-mentions="];
        await Patience.UntilAsync(() => all.All(each => IsAnswered(run, each)), TimeSpan.FromSeconds(60), "someone replied, reacted, pinned and was mentioned");
    });

    private static bool IsAnswered(FaultRun run, string html) =>
        run.Recorder.Changes.Any(change => change.Acknowledged?.Answer.Contains(html, StringComparison.Ordinal) is true);

    [Theory]
    [Trait("Row", "F31")]
    [InlineData(Store.Sqlite)]
    [InlineData(Store.Postgres)]
    public Task A_flood_of_reactions_to_one_message_takes_nothing_from_those_who_post(Store store) => FaultRun.PlayAsync("F31 a flood of reactions", store, async run =>
    {
        var there = run.Ada.At(new Uri($"http://127.0.0.1:{run.Line.Port}"));
        await run.CrowdAsync(writers: 2, followers: 6);
        var said = (await run.NewWriter(there).PostAsync())!;
        using var enough = new CancellationTokenSource();
        var invitation = await run.Ada.InviteAsync(run.Discussion);
        var reacting = new List<Task>();
        for (var i = 0; i < 10; i++)
        {
            reacting.Add(run.NewWriter(await run.JoinAsync(invitation)).ReactUntilAsync(said.MessageId, enough.Token));
        }

        await Dose.RepeatAsync(times: 3, async () =>
        {
            await run.MomentAsync(1500);
            await run.UntilSomethingIsAcknowledgedAsync(TimeSpan.FromSeconds(10));
            run.Followers[run.Random.Next(run.Followers.Count)].Drop();
            run.Bit();
        });

        await enough.CancelAsync();
        await Task.WhenAll(reacting);
    });
}
