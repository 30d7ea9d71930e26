using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Tests.Discussions;

public class OpeningADiscussionTests
{
    private readonly TabloId _tablo = TabloId.New();

    [Fact]
    public void It_is_that_of_its_tablo() => Assert.Equal(_tablo, Open().TabloId);

    [Fact]
    public void It_has_the_name_of_its_tablo() => Assert.Equal(Writing.Garden, Open().Name);

    [Fact]
    public void It_keeps_when_it_was_made() => Assert.Equal(Writing.At, Open().CreatedAt);

    [Fact]
    public void Every_tablo_has_an_id_of_its_own() => Assert.NotEqual(TabloId.New(), TabloId.New());

    [Fact]
    public void Its_log_is_empty() => Assert.Equal(0, Open().Head);

    [Fact]
    public void It_has_no_rows() => Assert.Equal(0, Open().LastNumber);

    [Fact]
    public void It_is_not_archived() => Assert.Null(Open().ArchivedAt);

    [Fact]
    public void Nothing_has_happened_in_it() => Assert.Empty(Open().TakeEvents());

    [Fact]
    public void Nobody_has_read_anything() => Assert.Empty(Open().MovedReadMarks);

    [Fact]
    public void Each_has_an_epoch_of_its_own() => Assert.NotEqual(Open().Epoch, Open().Epoch);

    [Fact]
    public void A_discussion_without_a_tablo_is_a_bug() =>
        Assert.Throws<ArgumentException>(() => Discussion.Open(default, Writing.Garden, Writing.NewPerson("Ada"), Writing.At));

    [Fact]
    public void A_discussion_without_an_owner_is_a_bug() =>
        Assert.Throws<ArgumentException>(() => Discussion.Open(_tablo, Writing.Garden, Writing.NewPerson("Ada") with { Id = default }, Writing.At));

    private Discussion Open() => Discussion.Open(_tablo, Writing.Garden, Writing.NewPerson("Ada"), Writing.At);
}
