namespace Xtablo.Web.Tests.Members;

public sealed class NamesakesTests(SqliteApp app)
{
    [Fact]
    public async Task Members_of_the_same_name_are_told_apart_on_the_page_of_members_and_on_rows_by_name_and_not_by_initials()
    {
        var (first, second) = (await app.SignedInAsync("Ada Lovel"), await app.SignedInAsync("Ada Lovel"));
        var discussion = await first.CreateTabloAsync();
        await first.AdmitAsync(discussion, second);
        await first.SayAsync(discussion, "One");
        await second.SayAsync(discussion, "Two");
        foreach (var page in (string[])[await first.ReadAsync(discussion), await first.ReadAsync(Visitor.MembersOf(discussion))])
        {
            Assert.Contains(">Ada Lovel</bdi>", page, StringComparison.Ordinal);
            Assert.Contains(">Ada Lovel (2)</bdi>", page, StringComparison.Ordinal);
            Assert.DoesNotContain(">A(</span>", page, StringComparison.Ordinal);
        }
    }
}
