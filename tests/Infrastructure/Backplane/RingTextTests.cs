using System.Text;
using Xtablo.Application.Realtime;
using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;
using Xtablo.Infrastructure.Backplane;

namespace Xtablo.Infrastructure.Tests.Backplane;

/// <summary>Rings on their way.</summary>
public sealed class RingTextTests
{
    private const string Installation = "0123456789abcdef";
    private readonly RingText _sender = new(Installation, "aaaaaaaaaaaaaaaa");
    private readonly RingText _hearer = new(Installation, "bbbbbbbbbbbbbbbb");

    [Fact]
    public void A_thousand_discussions_are_a_few_texts_that_PostgreSQL_takes()
    {
        var rings = Enumerable.Range(0, 1000).Select(_ => Ring.OfLog(TabloId.New())).ToList();

        var texts = _sender.Write(rings).ToList();

        Assert.Equal(3, texts.Count);
        Assert.All(texts, each => Assert.InRange(Encoding.UTF8.GetByteCount(each.Text), 1, 7_999));
        Assert.Equal(1000, texts.Sum(each => each.Rings));
        Assert.Equal(rings, texts.SelectMany(each => Read(each.Text)));
    }

    [Fact]
    public void Rings_of_every_kind_are_read_as_they_were_written()
    {
        var (tablo, account) = (TabloId.New(), AccountId.New());
        Ring[] rings =
        [
            Ring.OfLog(tablo), Ring.OfAccount(account), Ring.OfAccess(SessionId.New().AsAccess()),
            Ring.OfHere(tablo, account, on: true), Ring.OfHere(tablo, account, on: false),
            Ring.OfTyping(tablo, account, on: true), Ring.OfTyping(tablo, account, on: false),
            Ring.OfForgotten(account, tablo), Ring.OfForgotten(account, tablo: null),
        ];
        Assert.Equal(Enum.GetValues<RingKind>(), rings.Select(ring => ring.Kind).Distinct());

        Assert.Equal(rings, Read(Assert.Single(_sender.Write(rings)).Text));
    }

    [Fact]
    public void As_many_of_what_passes_as_wait_are_one_text() => Assert.Single(_sender.Write(
        [.. Enumerable.Range(0, RingText.MostInPassing).Select(_ => Ring.OfHere(TabloId.New(), AccountId.New(), on: true))]));

    [Fact]
    public void Who_rings_knows_its_own_ring()
    {
        Assert.True(_sender.TryRead(_sender.Nothing, out var isOwn, out var rings));
        Assert.True(isOwn);
        Assert.Empty(rings);
        Assert.True(_hearer.TryRead(_sender.Nothing, out isOwn, out _));
        Assert.False(isOwn);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("10123456789abcdef")]
    [InlineData("Robert'); DROP TABLE messages;--Robert'); DROP TABLE messages;--")]
    [InlineData("20123456789abcdefaaaaaaaaaaaaaaaaLAAAAAAAAAAAAAAAAAAAAAA")] // of a version to come
    [InlineData("1fedcba9876543210aaaaaaaaaaaaaaaaLAAAAAAAAAAAAAAAAAAAAAA")] // of another installation
    public void What_no_node_of_the_installation_sent_is_not_read(string text) => Assert.False(_hearer.TryRead(text, out _, out _));

    [Fact]
    public void Nor_is_what_is_longer_than_a_text_can_be() => Assert.False(_hearer.TryRead(_sender.Nothing + new string('A', 8_000), out _, out _));

    [Theory]
    [InlineData("X")] // a kind to come
    [InlineData("L")]
    [InlineData("Labc")]
    [InlineData("L!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("HAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("LAAAAAAAAAAAAAAAAAAAAA\n")]
    public void What_follows_a_ring_that_is_none_is_left_out(string rest)
    {
        var ring = Ring.OfLog(TabloId.New());

        Assert.Equal([ring], Read(Assert.Single(_sender.Write([ring])).Text + rest));
    }

    private IReadOnlyList<Ring> Read(string text)
    {
        Assert.True(_hearer.TryRead(text, out _, out var rings));
        return rings;
    }
}
