using Xtablo.Domain.Accounts;
using Xtablo.Domain.Common;
using Xtablo.Domain.Discussions;
using Xtablo.Domain.Tablos;

namespace Xtablo.Domain.Tests.Discussions;

public class ArchivingADiscussionTests
{
    private readonly Person _ada = Writing.NewPerson("Ada");
    private readonly Discussion _discussion;

    public ArchivingADiscussionTests() => _discussion = Discussion.Open(TabloId.New(), Writing.Garden, _ada, Writing.At);

    [Fact]
    public void The_owner_may_archive()
    {
        _discussion.Archive(_ada, MessageId.New(), Writing.At);

        Assert.Equal(Writing.At, _discussion.ArchivedAt);
    }

    [Fact]
    public void Archiving_again_is_no_change()
    {
        _discussion.Archive(_ada, MessageId.New(), Writing.At);

        _discussion.Archive(_ada, MessageId.New(), Writing.At.AddDays(1));

        Assert.Equal(Writing.At, _discussion.ArchivedAt);
    }

    [Fact]
    public void Nobody_posts_to_an_archived_tablo()
    {
        _discussion.Archive(_ada, MessageId.New(), Writing.At);

        var refusal = Assert.Throws<RefusedException>(() => _discussion.Post(_ada, "Hello"));

        Assert.Equal("tablo.archived", refusal.Code);
    }

    [Fact]
    public void A_stranger_is_not_told_that_it_is_archived()
    {
        _discussion.Archive(_ada, MessageId.New(), Writing.At);

        var refusal = Assert.Throws<RefusedException>(() => _discussion.Post(Writing.NewPerson("Mallory"), "Hello"));

        Assert.Equal("discussion.not-a-member", refusal.Code);
    }

    [Fact]
    public void The_owner_may_restore()
    {
        _discussion.Archive(_ada, MessageId.New(), Writing.At);

        _discussion.Restore(_ada, MessageId.New(), Writing.At);

        Assert.Null(_discussion.ArchivedAt);
    }

    [Fact]
    public void A_restored_tablo_goes_on_where_it_was()
    {
        _discussion.Post(_ada, "Before");
        _discussion.Archive(_ada, MessageId.New(), Writing.At);
        _discussion.Restore(_ada, MessageId.New(), Writing.At);

        _discussion.Post(_ada, "After");

        Assert.Equal(4, _discussion.LastNumber); // two messages, and a notice of each change
    }

    [Fact]
    public void Restoring_what_is_not_archived_is_no_change()
    {
        _discussion.Restore(_ada, MessageId.New(), Writing.At);

        Assert.Null(_discussion.ArchivedAt);
    }

    [Fact]
    public void A_stranger_may_not_archive()
    {
        var refusal = Assert.Throws<RefusedException>(() => _discussion.Archive(Writing.NewPerson("Mallory"), MessageId.New(), Writing.At));

        Assert.Equal("discussion.not-a-member", refusal.Code);
    }

    [Fact]
    public void A_refused_archiving_changes_nothing()
    {
        Assert.Throws<RefusedException>(() => _discussion.Archive(Writing.NewPerson("Mallory"), MessageId.New(), Writing.At));

        Assert.Null(_discussion.ArchivedAt);
    }

    [Fact]
    public void A_stranger_may_not_restore()
    {
        _discussion.Archive(_ada, MessageId.New(), Writing.At);

        var refusal = Assert.Throws<RefusedException>(() => _discussion.Restore(Writing.NewPerson("Mallory"), MessageId.New(), Writing.At));

        Assert.Equal("discussion.not-a-member", refusal.Code);
    }

    [Fact]
    public void A_refused_restoring_changes_nothing()
    {
        _discussion.Archive(_ada, MessageId.New(), Writing.At);

        Assert.Throws<RefusedException>(() => _discussion.Restore(Writing.NewPerson("Mallory"), MessageId.New(), Writing.At));

        Assert.Equal(Writing.At, _discussion.ArchivedAt);
    }
}
