using System.IO.Pipelines;
using System.Text;
using Xtablo.Application.Presence;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;
using Xtablo.Web.Realtime;

namespace Xtablo.Web.Tests.Discussions;

/// <summary>What passes is encoded once for all streams that tell it.</summary>
public sealed class SharedPassingTests
{
    private readonly SharedPassing _passing = new();

    [Fact]
    public void A_set_and_a_sign_are_encoded_once_for_streams_of_one_and_once_for_streams_of_several()
    {
        var set = new PresentSet([Named("Ada")], 2);
        var sign = new TypingSign(1, Named("Bob"), On: true);
        foreach (var prefix in (string[])["", "0123."])
        {
            Assert.Same(_passing.Of(set, prefix), _passing.Of(set, prefix));
            Assert.Same(_passing.Of(sign, prefix), _passing.Of(sign, prefix));
        }

        Assert.DoesNotContain("tablo", Encoding.UTF8.GetString(_passing.Of(set, "")), StringComparison.Ordinal);
        Assert.Contains("\"tablo\":\"0123\"", Encoding.UTF8.GetString(_passing.Of(set, "0123.")), StringComparison.Ordinal);
    }

    [Fact]
    public void That_nobody_is_here_is_said_of_each_tablo()
    {
        Assert.Contains("\"one\"", Encoding.UTF8.GetString(_passing.Of(PresentSet.Nobody, "one.")), StringComparison.Ordinal);
        Assert.Contains("\"two\"", Encoding.UTF8.GetString(_passing.Of(PresentSet.Nobody, "two.")), StringComparison.Ordinal);
    }

    [Fact]
    public void Fifty_of_the_longest_names_take_less_than_64_kilobytes()
    {
        var longest = string.Concat(Enumerable.Repeat("𝕏", DisplayName.MaxLength));
        var set = new PresentSet([.. Enumerable.Range(0, PresentSet.MostShown).Select(_ => Named(longest))], 450);

        Assert.InRange(_passing.Of(set, $"{Guid.CreateVersion7():N}.").Length, 50 * 60, (64 * 1024) - 1);
    }

    [Fact]
    public void A_stream_that_looks_while_nothing_passes_takes_no_memory()
    {
        var presence = new Standing();
        var frames = new PassingFrames(new FollowRequest(TabloId.New(), Prefix: "", After: null), presence, _passing);
        var writer = new SseWriter(PipeWriter.Create(Stream.Null), TimeProvider.System);
        var first = frames.SendNews(writer);
        var again = frames.SendNews(writer);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            frames.SendNews(writer);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal((PollResult.Sent, PollResult.NothingNew, 1), (first, again, presence.Looks));
    }

    private static Person Named(string name) => new(AccountId.New(), DisplayName.From(name));

    private sealed class Standing : IPresenceFeed
    {
        public long Changes => 7;

        public int Looks { get; private set; }

        public Passing Of(TabloId tabloId)
        {
            Looks++;
            return Passing.Nothing;
        }
    }
}
