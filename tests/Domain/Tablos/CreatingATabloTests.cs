using Xtablo.Domain.Accounts;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Tests.Tablos;

public class CreatingATabloTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly TabloName Garden = TabloName.From("Garden");
    private readonly TabloId _id = TabloId.New();
    private readonly AccountId _owner = AccountId.New();

    [Fact]
    public void It_keeps_its_id() => Assert.Equal(_id, NewTablo().Id);

    [Fact]
    public void It_keeps_its_name() => Assert.Equal(Garden, NewTablo().Name);

    [Fact]
    public void It_keeps_when_it_was_made() => Assert.Equal(At, NewTablo().CreatedAt);

    [Fact]
    public void It_tells_that_it_was_created_by_whom_and_when() =>
        Assert.Equal([new TabloCreated(_id, _owner, At)], NewTablo().TakeEvents());

    [Fact]
    public void Every_tablo_has_an_id_of_its_own() => Assert.NotEqual(TabloId.New(), TabloId.New());

    [Fact]
    public void A_tablo_without_an_id_is_a_bug() =>
        Assert.Throws<ArgumentException>(() => Tablo.Create(default, Garden, _owner, At));

    [Fact]
    public void A_tablo_without_an_owner_is_a_bug() =>
        Assert.Throws<ArgumentException>(() => Tablo.Create(_id, Garden, default, At));

    private Tablo NewTablo() => Tablo.Create(_id, Garden, _owner, At);
}
